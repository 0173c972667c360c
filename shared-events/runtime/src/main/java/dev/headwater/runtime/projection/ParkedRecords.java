package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** The records behind parked events, read from the log again. */
final class ParkedRecords {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Log log;
    private final String topic;
    private final int partition;
    private final Map<Long, LogRecord> read = new HashMap<>();

    ParkedRecords(Log log, String topic, int partition) {
        this.log = log;
        this.topic = topic;
        this.partition = partition;
    }

    /**
     * The records at these offsets, and those that were read before. Reads from the first that is
     * missing to the last.
     *
     * @throws LogUnavailableException retry
     */
    Map<Long, LogRecord> at(Iterable<Long> offsets) {
        TreeSet<Long> missing = new TreeSet<>();
        offsets.forEach(missing::add);
        missing.removeAll(read.keySet());
        if (missing.isEmpty()) {
            return read;
        }
        try (LogReader reader = log.reader(topic)) {
            reader.assign(Map.of(partition, missing.first()));
            while (reader.position(partition) <= missing.last()) {
                reader.poll(POLL).stream()
                        .filter(record -> missing.contains(record.offset()))
                        .forEach(record -> read.put(record.offset(), record));
            }
        }
        return read;
    }
}
