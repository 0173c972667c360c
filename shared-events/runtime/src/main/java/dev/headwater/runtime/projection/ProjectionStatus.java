package dev.headwater.runtime.projection;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A projection in the eyes of the replica that answers.
 *
 * @param name the table's name
 * @param version of the fold that made the table; of this program before there is one
 * @param generation which table it is, counted from 1; 0 before there is one
 * @param lag events not folded yet, over all partitions; a little high while transactions end
 * @param lagSeconds age of the oldest of them; 0 when there is none
 * @param partitions how far each is, whoever folds it
 * @param rows of the table, when the checksum was asked for
 * @param checksum of the table, when asked for
 * @param state of this replica's part
 * @param reason why it is not live, or null
 */
public record ProjectionStatus(
        String name,
        int version,
        int generation,
        long lag,
        double lagSeconds,
        List<Partition> partitions,
        @Schema(nullable = true) @Nullable Long rows,
        @Schema(nullable = true) @Nullable String checksum,
        State state,
        @Schema(nullable = true) @Nullable String reason) {

    public enum State {
        /** Follows the log. */
        LIVE,
        /** Follows the log, while the next table is being folded. */
        REBUILDING,
        /** Tries again by itself, for example when PostgreSQL is back. */
        WAITING,
        /** Needs a person, for example because its topic was recreated. */
        REFUSED
    }

    /**
     * How far one partition is.
     *
     * @param partition of the source's events topic
     * @param nextOffset the first offset that is not in the rows
     * @param endOffset the last stable offset
     * @param lag events between them
     */
    public record Partition(int partition, long nextOffset, long endOffset, long lag) {}
}
