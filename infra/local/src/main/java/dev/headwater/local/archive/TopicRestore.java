package dev.headwater.local.archive;

import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings an archive back into an empty topic, at the same offsets, with the same times, and
 * compares every record.
 */
public final class TopicRestore {

    private static final String COMMAND_POSITION = "command-position";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STALLED_AFTER = Duration.ofMinutes(1);

    private final String bootstrapServers;
    private final Consumer<String> progress;

    /**
     * @param progress gets a line for each partition
     */
    public TopicRestore(String bootstrapServers, Consumer<String> progress) {
        this.bootstrapServers = bootstrapServers;
        this.progress = progress;
    }

    /**
     * Restores all partitions at once. What names the commands topic of the archive by its id names
     * that of this cluster afterwards.
     *
     * @param topic as provisioned, empty; nobody may read or write it
     * @return how many records were written, each read again and compared
     * @throws PlatformException naming what stands in the way, or what differs
     */
    public long read(String topic, Path directory) {
        try (Cluster cluster = new Cluster(bootstrapServers)) {
            List<PartitionFile> files = files(directory);
            requireEmpty(cluster, topic, files);
            requireNobody(cluster, topic);
            UnaryOperator<ArchivedRecord> change = change(cluster, topic, files);
            long restored;
            cluster.configure(topic, "message.timestamp.type", "CreateTime");
            try {
                restored = write(cluster, topic, files, change);
            } finally {
                cluster.configure(topic, "message.timestamp.type", "LogAppendTime");
            }
            compare(cluster, topic, files, change);
            return restored;
        }
    }

    private static List<PartitionFile> files(Path directory) {
        Path first = PartitionFile.in(directory, 0);
        if (!Files.exists(first)) {
            throw new PlatformException("There is no archive in " + directory + ".");
        }
        int partitions = PartitionFile.open(first).partitions();
        List<PartitionFile> files = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            files.add(PartitionFile.open(PartitionFile.in(directory, p)));
        }
        return files;
    }

    private static void requireEmpty(Cluster cluster, String topic, List<PartitionFile> files) {
        int partitions =
                cluster.topic(topic)
                        .orElseThrow(
                                () ->
                                        new PlatformException(
                                                "There is no topic "
                                                        + topic
                                                        + " to restore into: provision it first."))
                        .partitions()
                        .size();
        if (partitions != files.size()) {
            throw new PlatformException(
                    "%s has %d partitions, the archive %d: streams would lie in others."
                            .formatted(topic, partitions, files.size()));
        }
        boolean empty =
                cluster.ends(topic, partitions, IsolationLevel.READ_UNCOMMITTED).values().stream()
                        .allMatch(end -> end == 0);
        if (!empty) {
            throw new PlatformException(
                    topic + " holds records already: an archive goes into a topic that is new.");
        }
    }

    private static void requireNobody(Cluster cluster, String topic) {
        List<String> groups = cluster.groupsAtWork(List.of(topic, TopicArchive.commandsOf(topic)));
        if (!groups.isEmpty()) {
            throw new PlatformException(
                    "%s is in use by %s: restore while the services are stopped (./headwater up --without …)."
                            .formatted(topic, groups));
        }
    }

    /** Positions in the inbox of the archive are positions in the inbox of this cluster. */
    private static UnaryOperator<ArchivedRecord> change(
            Cluster cluster, String topic, List<PartitionFile> files) {
        String before = files.getFirst().commandsTopicId() + ":";
        String now =
                cluster.topic(TopicArchive.commandsOf(topic))
                        .map(TopicDescription::topicId)
                        .map(id -> id + ":")
                        .orElse("");
        if (before.length() == 1 || now.isEmpty()) {
            return UnaryOperator.identity();
        }
        return record ->
                record.with(
                        header -> {
                            byte[] value = header.value();
                            if (!header.name().equals(COMMAND_POSITION) || value == null) {
                                return header;
                            }
                            String text = new String(value, StandardCharsets.UTF_8);
                            return text.startsWith(before)
                                    ? new ArchivedRecord.Header(
                                            header.name(),
                                            (now + text.substring(before.length()))
                                                    .getBytes(StandardCharsets.UTF_8))
                                    : header;
                        });
    }

    private long write(
            Cluster cluster,
            String topic,
            List<PartitionFile> files,
            UnaryOperator<ArchivedRecord> change) {
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> all = new ArrayList<>();
            for (PartitionFile file : files) {
                all.add(workers.submit(() -> write(cluster, topic, file, change)));
            }
            long restored = 0;
            for (Future<Long> each : all) {
                restored += each.get();
            }
            return restored;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PlatformException cause) {
                throw cause;
            }
            throw new PlatformException(topic + " was not restored: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            throw Cluster.interrupted(e);
        }
    }

    private long write(
            Cluster cluster, String topic, PartitionFile file, UnaryOperator<ArchivedRecord> change)
            throws IOException {
        try (PartitionRestore restore = new PartitionRestore(cluster, topic, file, change)) {
            long records = restore.run();
            progress.accept(
                    "partition %d: %,d records at offsets %,d to %,d"
                            .formatted(file.partition(), records, file.start(), file.end()));
            return records;
        }
    }

    private static void compare(
            Cluster cluster,
            String topic,
            List<PartitionFile> files,
            UnaryOperator<ArchivedRecord> change) {
        try (KafkaConsumer<byte[], byte[]> reader = cluster.reader()) {
            for (PartitionFile file : files) {
                compare(reader, topic, file, change);
            }
        } catch (IOException e) {
            throw new PlatformException("Cannot read the archive: " + e.getMessage() + ".", e);
        }
    }

    private static void compare(
            KafkaConsumer<byte[], byte[]> reader,
            String topic,
            PartitionFile file,
            UnaryOperator<ArchivedRecord> change)
            throws IOException {
        TopicPartition partition = new TopicPartition(topic, file.partition());
        reader.assign(List.of(partition));
        reader.seekToBeginning(List.of(partition));
        long deadline = System.nanoTime() + STALLED_AFTER.toNanos();
        try (PartitionFile.Records records = file.records()) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> each : reader.poll(POLL)) {
                    ArchivedRecord found = ArchivedRecord.of(each);
                    if (!records.hasNext() || !change.apply(records.next()).isSame(found)) {
                        throw new PlatformException(
                                "%s differs from the archive at offset %d."
                                        .formatted(partition, found.offset()));
                    }
                    deadline = System.nanoTime() + STALLED_AFTER.toNanos();
                }
                if (System.nanoTime() > deadline) {
                    throw new PlatformException(partition + " ends before the archive does.");
                }
            }
        }
    }
}
