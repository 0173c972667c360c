package dev.headwater.replay;

import static dev.headwater.runtime.log.PartitionLog.Target.EVENTS;

import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.Ids;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.PartitionLog;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.log.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a service's events as their owner would: its transactions, keys, headers, dense versions.
 * No owner may run meanwhile. Not thread-safe.
 */
public final class EventWriter implements AutoCloseable {

    private static final int BATCH = 500;

    private final Log log;
    private final String service;
    private final int partitions;
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<Integer, Tail> tails = new HashMap<>();
    private long events;

    public EventWriter(Log log, String service) {
        this.log = log;
        this.service = service;
        this.partitions = log.partitions(new Topics(service).events());
    }

    /** One partition, and what is to be appended to it. */
    private static final class Tail {
        private final PartitionLog writer;
        private final List<PartitionLog.Append> waiting = new ArrayList<>();
        private long next;

        Tail(PartitionLog writer) {
            this.writer = writer;
            this.next = writer.barrier().events();
        }

        void commit() {
            if (!waiting.isEmpty()) {
                // Behind the events comes the transaction's marker.
                next = writer.commit(waiting, next).getLast() + 2;
                waiting.clear();
            }
        }
    }

    /** The stream's next event; committed with others by and by. */
    public void append(StreamId stream, byte[] body) {
        long version = versions.merge(stream.value(), 1L, Long::sum);
        String cause = Ids.uuid5("history", stream.value(), Long.toString(version)).toString();
        Map<String, String> headers =
                Map.of(
                        Headers.STREAM_VERSION,
                        Long.toString(version),
                        Headers.EVENT_ID,
                        Ids.event(service, stream, version).toString(),
                        Headers.COMMAND_ID,
                        cause,
                        Headers.CORRELATION_ID,
                        cause);
        Tail tail =
                tails.computeIfAbsent(
                        log.partitionOf(stream, partitions),
                        partition -> new Tail(log.acquire(service, partition)));
        tail.waiting.add(new PartitionLog.Append(EVENTS, stream.value(), body, headers));
        events++;
        if (tail.waiting.size() >= BATCH) {
            tail.commit();
        }
    }

    /** How many were appended. */
    public long events() {
        return events;
    }

    @Override
    public void close() {
        for (Tail tail : tails.values()) {
            tail.commit();
            tail.writer.close();
        }
    }
}
