package dev.headwater.local.archive;

import dev.headwater.local.PlatformException;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/**
 * One partition in an Avro object container file, which says itself where it is from.
 *
 * @param topic it was read from
 * @param commandsTopicId Kafka's id of the service's commands topic then; empty when there was none
 * @param partitions how many the topic had
 * @param start first offset that the partition still had
 * @param end the offset behind its last committed one
 */
record PartitionFile(
        Path file,
        String topic,
        String commandsTopicId,
        int partition,
        int partitions,
        long start,
        long end) {

    private static final String META = "headwater.";
    private static final int DEFLATE_LEVEL = 6;

    static Path in(Path directory, int partition) {
        return directory.resolve("partition-%03d.avro".formatted(partition));
    }

    /** Writes records in order. */
    static final class Writer implements Closeable {

        private final DataFileWriter<GenericRecord> out;

        private Writer(DataFileWriter<GenericRecord> out) {
            this.out = out;
        }

        void write(ArchivedRecord record) throws IOException {
            out.append(record.row());
        }

        @Override
        public void close() throws IOException {
            out.fSync();
            out.close();
        }
    }

    /**
     * Opens the file for writing under another name, so that a broken archive is not taken for one.
     */
    Writer write(File unfinished) throws IOException {
        DataFileWriter<GenericRecord> out =
                new DataFileWriter<>(new GenericDatumWriter<>(ArchivedRecord.SCHEMA));
        out.setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL));
        out.setMeta(META + "topic", topic);
        out.setMeta(META + "commands-topic-id", commandsTopicId);
        out.setMeta(META + "partition", partition);
        out.setMeta(META + "partitions", partitions);
        out.setMeta(META + "start", start);
        out.setMeta(META + "end", end);
        return new Writer(out.create(ArchivedRecord.SCHEMA, unfinished));
    }

    /**
     * @throws PlatformException the file is missing or no archive
     */
    static PartitionFile open(Path file) {
        try (DataFileReader<GenericRecord> in = reader(file)) {
            return new PartitionFile(
                    file,
                    text(in, "topic"),
                    text(in, "commands-topic-id"),
                    Math.toIntExact(in.getMetaLong(META + "partition")),
                    Math.toIntExact(in.getMetaLong(META + "partitions")),
                    in.getMetaLong(META + "start"),
                    in.getMetaLong(META + "end"));
        } catch (IOException | RuntimeException e) {
            throw new PlatformException(
                    file + " is not the archive of a partition: " + e.getMessage() + ".", e);
        }
    }

    private static String text(DataFileReader<GenericRecord> in, String name) {
        String value = in.getMetaString(META + name);
        if (value == null) {
            throw new IllegalStateException("it does not say its " + name);
        }
        return value;
    }

    private static DataFileReader<GenericRecord> reader(Path file) throws IOException {
        return new DataFileReader<>(file.toFile(), new GenericDatumReader<>(ArchivedRecord.SCHEMA));
    }

    /** The records in order, read as they are asked for; the caller closes it. */
    Records records() {
        try {
            return new Records(reader(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A walk through the file. */
    static final class Records implements Closeable {

        private final DataFileReader<GenericRecord> in;

        private Records(DataFileReader<GenericRecord> in) {
            this.in = in;
        }

        boolean hasNext() {
            return in.hasNext();
        }

        ArchivedRecord next() {
            return ArchivedRecord.of(in.next());
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
