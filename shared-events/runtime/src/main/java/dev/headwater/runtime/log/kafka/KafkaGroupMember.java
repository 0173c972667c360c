package dev.headwater.runtime.log.kafka;

import static dev.headwater.runtime.log.kafka.Failures.calling;

import dev.headwater.runtime.log.GroupMember;
import dev.headwater.runtime.log.LogRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** A consumer in a group, every new partition paused until it is given a place to read from. */
final class KafkaGroupMember implements GroupMember {

    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;

    KafkaGroupMember(KafkaConsumer<String, byte[]> consumer, String topic, Listener listener) {
        this.consumer = consumer;
        this.topic = topic;
        consumer.subscribe(List.of(topic), new Rebalances(listener));
    }

    @Override
    public List<LogRecord> poll(Duration wait) {
        return calling(
                "polling " + topic,
                () -> {
                    try {
                        return Records.read(consumer.poll(wait));
                    } catch (WakeupException _) {
                        return List.of();
                    }
                });
    }

    @Override
    public void seek(int partition, long offset) {
        consumer.seek(at(partition), offset);
    }

    @Override
    public void pause(int partition) {
        consumer.pause(Set.of(at(partition)));
    }

    @Override
    public void resume(int partition) {
        consumer.resume(Set.of(at(partition)));
    }

    @Override
    public Map<Integer, Long> committed(Set<Integer> partitions) {
        Map<TopicPartition, OffsetAndMetadata> found =
                calling(
                        "committed offsets of " + topic,
                        () ->
                                consumer.committed(
                                        partitions.stream()
                                                .map(this::at)
                                                .collect(Collectors.toSet())));
        Map<Integer, Long> offsets = new HashMap<>();
        found.forEach(
                (partition, committed) -> {
                    if (committed != null) {
                        offsets.put(partition.partition(), committed.offset());
                    }
                });
        return offsets;
    }

    @Override
    public void commit(Map<Integer, Long> nextOffsets) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        nextOffsets.forEach((p, offset) -> offsets.put(at(p), new OffsetAndMetadata(offset)));
        calling(
                "committing offsets of " + topic,
                () -> {
                    consumer.commitSync(offsets);
                    return offsets;
                });
    }

    @Override
    public Range range(int partition) {
        return calling(
                "range of " + topic,
                () -> {
                    Set<TopicPartition> one = Set.of(at(partition));
                    return new Range(
                            consumer.beginningOffsets(one).getOrDefault(at(partition), 0L),
                            consumer.endOffsets(one).getOrDefault(at(partition), 0L));
                });
    }

    @Override
    public long position(int partition) {
        return calling("position in " + topic, () -> consumer.position(at(partition)));
    }

    @Override
    public OptionalLong lag(int partition) {
        return consumer.currentLag(at(partition));
    }

    @Override
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }

    private TopicPartition at(int partition) {
        return new TopicPartition(topic, partition);
    }

    private final class Rebalances implements ConsumerRebalanceListener {

        private final Listener listener;

        Rebalances(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // A paused partition without a position still makes poll() throw, hence the
            // placeholder.
            consumer.pause(partitions);
            partitions.forEach(partition -> consumer.seek(partition, 0));
            if (!partitions.isEmpty()) {
                listener.assigned(numbers(partitions));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                listener.revoked(numbers(partitions));
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                listener.lost(numbers(partitions));
            }
        }

        private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        }
    }
}
