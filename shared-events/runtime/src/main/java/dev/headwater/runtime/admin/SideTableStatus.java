package dev.headwater.runtime.admin;

import dev.headwater.runtime.projection.JobStatus;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A side table that is being made, and how far it is.
 *
 * @param phase {@code PREPARE}, {@code FOLD} or {@code INDEX}; {@code WAIT} while PostgreSQL or the
 *     log are away
 * @param eventsTotal events that it will have been, estimated from the offsets ahead
 * @param etaSeconds seconds left at this rate, or null
 * @param rows of the table, once it is made
 * @param checksum of the table, once it is made
 * @param reason why it failed and there is no such table, or null
 */
@Schema(name = "SideTable")
public record SideTableStatus(
        @Schema(required = true) String id,
        @Schema(required = true) String projection,
        @Schema(required = true) JobStatus.State status,
        @Schema(required = true) String phase,
        @Schema(required = true) long eventsDone,
        @Schema(required = true) long eventsTotal,
        @Schema(required = true) long ratePerSecond,
        @Schema(nullable = true) @Nullable Long etaSeconds,
        @Schema(nullable = true) @Nullable Long rows,
        @Schema(nullable = true) @Nullable String checksum,
        @Schema(nullable = true) @Nullable String reason) {

    static SideTableStatus of(JobStatus job) {
        return new SideTableStatus(
                job.id(),
                job.projection(),
                job.status(),
                job.phase(),
                job.eventsDone(),
                job.eventsTotal(),
                job.ratePerSecond(),
                job.etaSeconds(),
                job.rows(),
                job.checksumAfter(),
                job.reason());
    }
}
