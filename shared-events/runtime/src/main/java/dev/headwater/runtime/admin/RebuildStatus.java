package dev.headwater.runtime.admin;

import dev.headwater.runtime.projection.JobStatus;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild or a rollback and how far it is.
 *
 * @param phase {@code PREPARE}, {@code FOLD}, {@code INDEX}, {@code CATCH_UP}, {@code SWAP} or
 *     {@code COMPARE}; {@code WAIT} while PostgreSQL or the log are away
 * @param eventsTotal events that it will have been, estimated from the offsets ahead
 * @param etaSeconds seconds left at this rate, or null
 * @param rows of the new table, once it is read
 * @param checksumBefore of the old table at the moment of the swap
 * @param checksumAfter of the new table at the moment of the swap
 * @param reason why it failed and readers kept the old table, or null
 */
@Schema(name = "Rebuild")
public record RebuildStatus(
        @Schema(required = true) String id,
        @Schema(required = true) String projection,
        @Schema(required = true) JobStatus.State status,
        @Schema(required = true) String phase,
        @Schema(required = true) long eventsDone,
        @Schema(required = true) long eventsTotal,
        @Schema(required = true) long ratePerSecond,
        @Schema(nullable = true) @Nullable Long etaSeconds,
        @Schema(nullable = true) @Nullable Long rows,
        @Schema(nullable = true) @Nullable String checksumBefore,
        @Schema(nullable = true) @Nullable String checksumAfter,
        @Schema(nullable = true) @Nullable String reason) {

    static RebuildStatus of(JobStatus job) {
        return new RebuildStatus(
                job.id(),
                job.projection(),
                job.status(),
                job.phase(),
                job.eventsDone(),
                job.eventsTotal(),
                job.ratePerSecond(),
                job.etaSeconds(),
                job.rows(),
                job.checksumBefore(),
                job.checksumAfter(),
                job.reason());
    }
}
