package dev.headwater.local.archive;

import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Copies the committed records of a topic to a directory, a file for each partition. */
public final class TopicArchive {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STALLED_AFTER = Duration.ofMinutes(1);

    private final String bootstrapServers;
    private final Consumer<String> progress;

    /**
     * @param progress gets a line for each partition
     */
    public TopicArchive(String bootstrapServers, Consumer<String> progress) {
        this.bootstrapServers = bootstrapServers;
        this.progress = progress;
    }

    /**
     * Archives what is committed now; writers go on.
     *
     * @param directory is made; must not hold an archive
     * @return how many records were written
     * @throws PlatformException naming what stands in the way; no file is then complete that is not
     */
    public long write(String topic, Path directory) {
        try (Cluster cluster = new Cluster(bootstrapServers)) {
            int partitions =
                    cluster.topic(topic)
                            .orElseThrow(
                                    () -> new PlatformException("There is no topic " + topic + "."))
                            .partitions()
                            .size();
            prepare(directory, partitions);
            String commands =
                    cluster.topic(commandsOf(topic))
                            .map(TopicDescription::topicId)
                            .map(Object::toString)
                            .orElse("");
            Map<Integer, Long> starts = cluster.starts(topic, partitions);
            Map<Integer, Long> ends =
                    cluster.ends(topic, partitions, IsolationLevel.READ_COMMITTED);
            long all = 0;
            for (int p = 0; p < partitions; p++) {
                PartitionFile file =
                        new PartitionFile(
                                PartitionFile.in(directory, p),
                                topic,
                                commands,
                                p,
                                partitions,
                                starts.getOrDefault(p, 0L),
                                ends.getOrDefault(p, 0L));
                long records = write(cluster, file);
                progress.accept(
                        "partition %d: %,d records, offsets %,d to %,d"
                                .formatted(p, records, file.start(), file.end()));
                all += records;
            }
            return all;
        } catch (IOException e) {
            throw new PlatformException(
                    "Cannot write the archive to " + directory + ": " + e.getMessage() + ".", e);
        }
    }

    /** The commands topic of the service whose topic this is. */
    static String commandsOf(String topic) {
        int dot = topic.indexOf('.');
        return (dot < 0 ? topic : topic.substring(0, dot)) + ".commands";
    }

    private static void prepare(Path directory, int partitions) throws IOException {
        Files.createDirectories(directory);
        for (int p = 0; p < partitions; p++) {
            Path file = PartitionFile.in(directory, p);
            if (Files.exists(file)) {
                throw new PlatformException(file + " exists: name a directory without an archive.");
            }
        }
    }

    private static long write(Cluster cluster, PartitionFile file) throws IOException {
        Path unfinished = file.file().resolveSibling(file.file().getFileName() + ".part");
        long records = 0;
        try (PartitionFile.Writer out = file.write(unfinished.toFile());
                KafkaConsumer<byte[], byte[]> reader = cluster.reader()) {
            TopicPartition partition = new TopicPartition(file.topic(), file.partition());
            reader.assign(List.of(partition));
            reader.seek(partition, file.start());
            long moved = System.nanoTime();
            for (long at = file.start(); at < file.end(); ) {
                for (ConsumerRecord<byte[], byte[]> each : reader.poll(POLL)) {
                    if (each.offset() < file.end()) {
                        out.write(ArchivedRecord.of(each));
                        records++;
                    }
                }
                long now = reader.position(partition);
                if (now > at) {
                    moved = System.nanoTime();
                } else if (System.nanoTime() - moved > STALLED_AFTER.toNanos()) {
                    throw new PlatformException(
                            "%s has not been read further than offset %d for a minute."
                                    .formatted(partition, at));
                }
                at = now;
            }
        }
        Files.move(unfinished, file.file(), StandardCopyOption.ATOMIC_MOVE);
        return records;
    }
}
