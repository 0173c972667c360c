package dev.headwater.runtime.log.kafka;

import static dev.headwater.runtime.log.kafka.Failures.calling;

import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** A consumer of committed records with an assignment of its own. */
final class KafkaLogReader implements LogReader {

    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;

    KafkaLogReader(KafkaConsumer<String, byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    @Override
    public void assign(Map<Integer, Long> from) {
        calling(
                "reading " + topic,
                () -> {
                    consumer.assign(all(from.keySet()));
                    from.forEach((partition, offset) -> consumer.seek(at(partition), offset));
                    return from;
                });
    }

    @Override
    public void drop(int partition) {
        Set<TopicPartition> rest = new HashSet<>(consumer.assignment());
        rest.remove(at(partition));
        consumer.assign(rest);
    }

    @Override
    public List<LogRecord> poll(Duration wait) {
        return calling(
                "reading " + topic,
                () -> {
                    try {
                        return Records.read(consumer.poll(wait));
                    } catch (WakeupException _) {
                        return List.of();
                    }
                });
    }

    @Override
    public long position(int partition) {
        return calling("position in " + topic, () -> consumer.position(at(partition)));
    }

    @Override
    public Map<Integer, Long> starts(Set<Integer> partitions) {
        return numbers(
                calling("start of " + topic, () -> consumer.beginningOffsets(all(partitions))));
    }

    @Override
    public Map<Integer, Long> ends(Set<Integer> partitions) {
        return numbers(calling("end of " + topic, () -> consumer.endOffsets(all(partitions))));
    }

    @Override
    public Map<Integer, Long> offsetsAt(Set<Integer> partitions, Instant instant) {
        Map<TopicPartition, Long> asked =
                all(partitions).stream()
                        .collect(Collectors.toMap(p -> p, _ -> instant.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found =
                calling("offsets of " + topic, () -> consumer.offsetsForTimes(asked));
        Map<Integer, Long> offsets = new HashMap<>(ends(partitions));
        found.forEach(
                (partition, at) -> {
                    if (at != null) {
                        offsets.put(partition.partition(), at.offset());
                    }
                });
        return offsets;
    }

    @Override
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(
                org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    private TopicPartition at(int partition) {
        return new TopicPartition(topic, partition);
    }

    private Set<TopicPartition> all(Set<Integer> partitions) {
        return partitions.stream().map(this::at).collect(Collectors.toSet());
    }

    private static Map<Integer, Long> numbers(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().partition(), Map.Entry::getValue));
    }
}
