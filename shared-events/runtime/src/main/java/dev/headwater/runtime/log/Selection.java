package dev.headwater.runtime.log;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which part of an events topic a replay reads. All that is given has to hold.
 *
 * @param stream events of this stream alone
 * @param partition this partition alone
 * @param fromOffset no event before it
 * @param toOffset no event from it on
 * @param until no event that the broker recorded later
 */
public record Selection(
        @Nullable StreamId stream,
        @Nullable Integer partition,
        @Nullable Long fromOffset,
        @Nullable Long toOffset,
        @Nullable Instant until) {

    /** Everything. */
    public static final Selection ALL = new Selection(null, null, null, null, null);

    /**
     * @throws IllegalArgumentException when nothing could ever be in it; the message is for the
     *     caller
     */
    public Selection {
        long from = fromOffset == null ? 0 : fromOffset;
        if (from < 0 || (toOffset != null && toOffset <= from)) {
            throw new IllegalArgumentException(
                    "offsets are from 0 on, and the first is below the last, not %s to %s"
                            .formatted(fromOffset, toOffset));
        }
        if (partition != null && partition < 0) {
            throw new IllegalArgumentException("a partition is from 0 on, not " + partition);
        }
    }

    /**
     * Offsets of one partition.
     *
     * @param from the first to read
     * @param to the one behind the last to read; not below {@code from}
     */
    public record Range(long from, long to) {}

    /**
     * What is to be read now.
     *
     * @param log holds the topic
     * @param reader of the topic
     * @return by partition; those with nothing to read are not in it
     * @throws IllegalArgumentException when the topic has no such partition, or the stream lies in
     *     another one
     * @throws LogUnavailableException retry
     */
    public Map<Integer, Range> ranges(Log log, LogReader reader, String topic) {
        Set<Integer> partitions = partitions(log, log.partitions(topic));
        Map<Integer, Long> ends = reader.ends(partitions);
        Map<Integer, Long> then = until == null ? ends : reader.offsetsAt(partitions, after(until));
        Map<Integer, Range> ranges = new TreeMap<>();
        for (int each : partitions) {
            long to =
                    Math.min(
                            ends.getOrDefault(each, 0L),
                            Math.min(
                                    then.getOrDefault(each, 0L),
                                    toOffset == null ? Long.MAX_VALUE : toOffset));
            long from = fromOffset == null ? 0 : fromOffset;
            if (to > from) {
                ranges.put(each, new Range(from, to));
            }
        }
        return ranges;
    }

    /** The broker records in milliseconds. */
    private static Instant after(Instant until) {
        return Instant.ofEpochMilli(until.toEpochMilli() + 1);
    }

    private Set<Integer> partitions(Log log, int count) {
        Integer home = stream == null ? null : Integer.valueOf(log.partitionOf(stream, count));
        if (partition != null
                && (partition >= count || (home != null && !home.equals(partition)))) {
            throw new IllegalArgumentException(
                    home == null
                            ? "there are %d partitions, from 0 on".formatted(count)
                            : "stream %s lies in partition %d".formatted(stream, home));
        }
        Integer only = partition == null ? home : partition;
        return only == null
                ? IntStream.range(0, count).boxed().collect(Collectors.toSet())
                : Set.of(only);
    }

    /** Whether the selection asks for the events of this stream. */
    public boolean includes(StreamId each) {
        return stream == null || stream.equals(each);
    }
}
