package dev.headwater.runtime.log.kafka;

import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.PartitionLog;
import dev.headwater.runtime.log.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** A transactional producer whose id is the partition's name: Kafka's fence is ours. */
final class KafkaPartitionLog implements PartitionLog {

    private final KafkaProducer<String, byte[]> producer;
    private final Topics topics;
    private final int partition;
    private final Barrier barrier;

    /** {@code producer} has initialised its transactions; {@code barrier} was read after that. */
    KafkaPartitionLog(
            KafkaProducer<String, byte[]> producer, Topics topics, int partition, Barrier barrier) {
        this.producer = producer;
        this.topics = topics;
        this.partition = partition;
        this.barrier = barrier;
    }

    @Override
    public Barrier barrier() {
        return barrier;
    }

    @Override
    public List<Long> commit(List<Append> batch, long firstEventOffset) {
        String what = "transaction on " + topics.service() + " partition " + partition;
        try {
            producer.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
            for (Append each : batch) {
                sent.add(
                        producer.send(
                                Records.write(
                                        topic(each.target()),
                                        partition,
                                        each.key(),
                                        each.value(),
                                        each.headers())));
            }
            producer.flush();
            List<Long> offsets = offsets(sent);
            if (!startsAt(firstEventOffset, batch, offsets)) {
                producer.abortTransaction();
                throw new LogUnavailableException(
                        what + ": events did not start at offset " + firstEventOffset);
            }
            producer.commitTransaction();
            return offsets;
        } catch (KafkaException | IllegalStateException e) {
            throw Failures.translate(what, e);
        } catch (ExecutionException e) {
            throw Failures.translate(what, Failures.causeOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException(what + ": interrupted", e);
        }
    }

    private static List<Long> offsets(List<Future<RecordMetadata>> sent)
            throws ExecutionException, InterruptedException {
        List<Long> offsets = new ArrayList<>(sent.size());
        for (Future<RecordMetadata> each : sent) {
            offsets.add(each.get().offset());
        }
        return offsets;
    }

    private static boolean startsAt(long expected, List<Append> batch, List<Long> offsets) {
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).target() == Target.EVENTS) {
                return offsets.get(i) == expected;
            }
        }
        return true;
    }

    private String topic(Target target) {
        return switch (target) {
            case EVENTS -> topics.events();
            case OUTCOMES -> topics.outcomes();
            case DEAD_LETTERS -> topics.deadLetters();
        };
    }

    @Override
    public void close() {
        // Never waits: a commit whose outcome is unknown must not be turned into an abort here.
        producer.close(Duration.ZERO);
    }
}
