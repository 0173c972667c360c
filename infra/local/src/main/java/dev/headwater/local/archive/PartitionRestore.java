package dev.headwater.local.archive;

import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;

/**
 * Writes the records of one file to where they lay. Between them there were offsets that hold no
 * record for a reader: the markers of transactions, and what was aborted. They are made again: a
 * committed transaction ends with one such offset, an aborted one of k records has k + 1.
 */
final class PartitionRestore implements AutoCloseable {

    private static final Duration MARKER_MAX = Duration.ofMinutes(1);
    private static final byte[] NOTHING = new byte[0];

    /** Most records of a segment in memory at once. */
    private static final int SEGMENT_MAX = 50_000;

    private final Cluster cluster;
    private final String topic;
    private final PartitionFile file;
    private final UnaryOperator<ArchivedRecord> change;
    private final KafkaProducer<byte[], byte[]> plain;
    private final KafkaProducer<byte[], byte[]> transactional;
    private long at;
    private long restored;

    PartitionRestore(
            Cluster cluster,
            String topic,
            PartitionFile file,
            UnaryOperator<ArchivedRecord> change) {
        this.cluster = cluster;
        this.topic = topic;
        this.file = file;
        this.change = change;
        plain = cluster.writer(null);
        transactional = cluster.writer("restore-" + topic + "-" + UUID.randomUUID());
    }

    /**
     * @return how many records were written
     * @throws PlatformException an offset or a time is not what it was: somebody else writes
     */
    long run() throws IOException {
        transactional.initTransactions();
        try (PartitionFile.Records records = file.records()) {
            ArchivedRecord next = records.hasNext() ? records.next() : null;
            startAt(next == null ? file.end() : next.offset());
            List<ArchivedRecord> segment = new ArrayList<>();
            while (next != null) {
                segment.add(change.apply(next));
                ArchivedRecord following = records.hasNext() ? records.next() : null;
                long gap =
                        (following == null ? file.end() : following.offset()) - next.offset() - 1;
                if (gap > 0 || following == null) {
                    write(segment, gap);
                    segment.clear();
                } else if (segment.size() >= SEGMENT_MAX) {
                    writePlainly(segment);
                    segment.clear();
                }
                next = following;
            }
        } catch (KafkaException e) {
            throw new PlatformException(
                    "Partition %d of %s was not restored: %s."
                            .formatted(file.partition(), topic, e.getMessage()),
                    e);
        }
        return restored;
    }

    /** What lies before the first record: gone from the start, or without a record for readers. */
    private void startAt(long first) {
        if (first == 0) {
            return;
        }
        if (file.start() == 0 && first > 1) {
            abort(first);
            return;
        }
        long end = Math.max(file.start(), 1);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (long i = 0; i < end; i++) {
            sent.add(plain.send(new ProducerRecord<>(topic, file.partition(), null, NOTHING)));
        }
        plain.flush();
        sent.forEach(PartitionRestore::await);
        cluster.deleteBefore(topic, file.partition(), end);
        at = end;
        if (first > end) {
            hide(first - end);
        }
    }

    /**
     * A segment of neighbours and the hidden offsets behind them. A marker hides one; two cannot be
     * hidden behind a transaction, so they follow records that are in none.
     */
    private void write(List<ArchivedRecord> segment, long gap) {
        if (gap == 0 || gap == 2) {
            writePlainly(segment);
            hide(gap);
            return;
        }
        transactional.beginTransaction();
        send(transactional, segment);
        transactional.commitTransaction();
        at++;
        hide(gap - 1);
    }

    private void writePlainly(List<ArchivedRecord> segment) {
        awaitMarker();
        send(plain, segment);
    }

    private void hide(long offsets) {
        if (offsets == 1) {
            throw new PlatformException(
                    "Offset %d of partition %d of %s cannot be left out."
                            .formatted(at, file.partition(), topic));
        }
        if (offsets > 0) {
            abort(offsets);
        }
    }

    private void abort(long offsets) {
        transactional.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (long i = 0; i < offsets - 1; i++) {
            sent.add(
                    transactional.send(
                            new ProducerRecord<>(topic, file.partition(), null, NOTHING)));
        }
        transactional.flush();
        for (Future<RecordMetadata> each : sent) {
            require(at, await(each).offset());
            at++;
        }
        transactional.abortTransaction();
        at++;
    }

    private void send(KafkaProducer<byte[], byte[]> producer, List<ArchivedRecord> segment) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (ArchivedRecord each : segment) {
            sent.add(producer.send(each.in(topic, file.partition())));
        }
        producer.flush();
        for (int i = 0; i < sent.size(); i++) {
            require(segment.get(i).offset(), await(sent.get(i)).offset());
            at = segment.get(i).offset() + 1;
            restored++;
        }
    }

    /** A marker is written a moment after its transaction has ended. */
    private void awaitMarker() {
        long deadline = System.nanoTime() + MARKER_MAX.toNanos();
        while (end() < at) {
            if (System.nanoTime() > deadline) {
                throw new PlatformException(
                        "The broker has not ended a transaction in partition %d of %s for %d s."
                                .formatted(file.partition(), topic, MARKER_MAX.toSeconds()));
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private long end() {
        return cluster.ends(topic, file.partitions(), IsolationLevel.READ_UNCOMMITTED)
                .getOrDefault(file.partition(), 0L);
    }

    private void require(long wanted, long written) {
        if (wanted != written) {
            throw new PlatformException(
                    "A record of partition %d of %s got offset %d instead of %d: does somebody else write?"
                            .formatted(file.partition(), topic, written, wanted));
        }
    }

    private static RecordMetadata await(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw Cluster.interrupted(e);
        }
    }

    @Override
    public void close() {
        plain.close(Duration.ofSeconds(10));
        transactional.close(Duration.ofSeconds(10));
    }
}
