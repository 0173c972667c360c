package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.Appender;
import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.log.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which events the projections of a service pass over, by operators' decision. It is in the log, in
 * {@code <svc>.dead-letters}, because rows are a function of the log: a table that is rebuilt, or
 * comes back from nothing, leaves out the same events. Known by stream and version, which also a
 * copy of the topic keeps. Thread-safe.
 */
final class SkippedEvents {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long APPEND_SECONDS_MAX = 10;

    private record Place(String projection, String stream, long version) {}

    private final Log log;
    private final String topic;
    private final Map<Place, SkippedEvent> known = new ConcurrentHashMap<>();
    private final Map<Integer, Long> positions = new HashMap<>();

    /**
     * @param service whose projections
     */
    SkippedEvents(Log log, String service) {
        this.log = log;
        this.topic = new Topics(service).deadLetters();
    }

    boolean contains(String projection, StreamId stream, long version) {
        return !known.isEmpty()
                && known.containsKey(new Place(projection, stream.value(), version));
    }

    /** All that are known here, in the order in which they were recorded. */
    List<SkippedEvent> all() {
        return known.values().stream().sorted(Comparator.comparing(SkippedEvent::at)).toList();
    }

    /**
     * Reads what was recorded since the last time, by whomever.
     *
     * @throws LogUnavailableException retry
     */
    synchronized void load() {
        Set<Integer> partitions =
                IntStream.range(0, log.partitions(topic)).boxed().collect(Collectors.toSet());
        try (LogReader reader = log.reader(topic)) {
            Map<Integer, Long> starts = reader.starts(partitions);
            Map<Integer, Long> ends = reader.ends(partitions);
            Map<Integer, Long> from = new HashMap<>();
            for (int each : partitions) {
                long at = Math.max(positions.getOrDefault(each, 0L), starts.getOrDefault(each, 0L));
                if (at < ends.getOrDefault(each, 0L)) {
                    from.put(each, at);
                }
            }
            if (from.isEmpty()) {
                return;
            }
            reader.assign(from);
            while (from.keySet().stream()
                    .anyMatch(each -> reader.position(each) < ends.getOrDefault(each, 0L))) {
                reader.poll(POLL).forEach(this::learn);
            }
            from.keySet().forEach(each -> positions.put(each, reader.position(each)));
        }
    }

    /** Dead letters of the inbox lie in the same topic. */
    private void learn(LogRecord record) {
        String projection = record.headers().get(Headers.SKIPPED_BY);
        String version = record.headers().get(Headers.STREAM_VERSION);
        String stream = record.key();
        if (projection == null
                || stream == null
                || version == null
                || !version.matches("[0-9]{1,18}")) {
            return;
        }
        String reason = record.headers().getOrDefault(Headers.DEAD_LETTER_REASON, "");
        long number = Long.parseLong(version);
        known.put(
                new Place(projection, stream, number),
                new SkippedEvent(projection, stream, number, reason, record.recordedAt()));
    }

    /**
     * Records that a projection is to pass over an event, for good.
     *
     * @param body the event's own bytes, kept beside the reason
     * @throws LogUnavailableException whether it is recorded is not known: do it again
     */
    void record(String projection, StreamId stream, long version, String reason, byte[] body) {
        Map<String, String> headers =
                Map.of(
                        Headers.SKIPPED_BY,
                        projection,
                        Headers.STREAM_VERSION,
                        Long.toString(version),
                        Headers.DEAD_LETTER_REASON,
                        reason);
        int partition = log.partitionOf(stream, log.partitions(topic));
        try (Appender appender = log.appender()) {
            long _ =
                    appender.append(topic, partition, stream.value(), body, headers)
                            .get(APPEND_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LogUnavailableException(
                    "whether the decision is recorded is not known: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted");
        }
        load();
    }
}
