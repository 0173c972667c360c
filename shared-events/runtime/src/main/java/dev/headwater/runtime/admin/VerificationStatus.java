package dev.headwater.runtime.admin;

import dev.headwater.runtime.projection.JobStatus;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A verification, how far it is and what it found.
 *
 * @param status {@code SUCCEEDED} means that it ran: whether all is well is in the checksums
 * @param rows of the table folded from the log, once known
 * @param checksumLive of the table that is read
 * @param checksumReplayed of the table folded from the log, at the same offsets
 * @param differences keys of rows that differ, at most 100
 * @param reason why it failed, or null
 */
@Schema(name = "Verification")
public record VerificationStatus(
        @Schema(required = true) String id,
        @Schema(required = true) String projection,
        @Schema(required = true) JobStatus.State status,
        @Schema(nullable = true) @Nullable Long rows,
        @Schema(nullable = true) @Nullable String checksumLive,
        @Schema(nullable = true) @Nullable String checksumReplayed,
        @Schema(required = true) List<String> differences,
        @Schema(required = true) long eventsDone,
        @Schema(required = true) long eventsTotal,
        @Schema(nullable = true) @Nullable String reason) {

    static VerificationStatus of(JobStatus job) {
        return new VerificationStatus(
                job.id(),
                job.projection(),
                job.status(),
                job.rows(),
                job.checksumBefore(),
                job.checksumAfter(),
                job.differences(),
                job.eventsDone(),
                job.eventsTotal(),
                job.reason());
    }
}
