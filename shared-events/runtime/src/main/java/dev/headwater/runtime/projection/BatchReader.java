package dev.headwater.runtime.projection;

import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.EnvelopeReader;
import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.log.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into what can be folded. Tells three kinds of trouble apart: a body or a key
 * function that fails poisons its stream; a record whose stream or version cannot be told is
 * corrupt history; a schema that cannot be had now is worth another try. Thread-safe.
 */
final class BatchReader<F> {

    private final Projection<F, ?> projection;
    private final EnvelopeReader<F> reader;
    private final SkippedEvents skipped;
    private final String name;
    private final String topic;
    private final AtomicReference<@Nullable String> categoryOfIds = new AtomicReference<>();

    BatchReader(ProjectionDefinition<F, ?> definition, SkippedEvents skipped) {
        this.skipped = skipped;
        this.name = definition.projection().id().name();
        this.projection = definition.projection();
        this.topic = new Topics(definition.source()).events();
        this.reader = new EnvelopeReader<>(topic, definition.events());
    }

    /**
     * @param versions of the records' partition
     * @throws CorruptHistoryException a gap, or a record that is no event: the partition stops
     * @throws RefusedException the projection's keys do not stay inside a partition
     * @throws SchemaUnavailableException try again later
     */
    List<FoldItem<F>> read(List<LogRecord> records, StreamVersions.Batch versions) {
        return read(records, versions, null);
    }

    /**
     * The same.
     *
     * @param decoded what others have decoded of the same records, if there are others
     */
    List<FoldItem<F>> read(
            List<LogRecord> records,
            StreamVersions.Batch versions,
            @Nullable DecodedRecords decoded) {
        List<FoldItem<F>> items = new ArrayList<>(records.size());
        for (LogRecord record : records) {
            FoldItem<F> item = read(record, decoded);
            versions.next(item.stream(), item.version(), record);
            items.add(item);
        }
        return items;
    }

    /** One record without a look at its neighbours. */
    FoldItem<F> read(LogRecord record) {
        return read(record, null);
    }

    private FoldItem<F> read(LogRecord record, @Nullable DecodedRecords decoded) {
        StreamId stream = stream(record);
        FoldItem<F> head =
                new FoldItem<>(stream, version(record), record.offset(), null, Set.of(), null);
        if (skipped.contains(name, stream, head.version())) {
            return head;
        }
        Envelope<F> event;
        Set<String> keys;
        try {
            event = decoded == null ? reader.read(record) : decoded.read(record, reader);
        } catch (UndecodableException e) {
            return head.poisoned(String.valueOf(e.getMessage()));
        }
        try {
            keys = projection.keys(event);
        } catch (RuntimeException e) {
            return head.poisoned("keys of " + event.type() + ": " + e);
        }
        keys.forEach(key -> requireInside(stream, record.partition(), key));
        return new FoldItem<>(stream, head.version(), record.offset(), event, keys, null);
    }

    private StreamId stream(LogRecord record) {
        try {
            return new StreamId(String.valueOf(record.key()));
        } catch (IllegalArgumentException e) {
            throw corrupt(record, String.valueOf(e.getMessage()));
        }
    }

    private long version(LogRecord record) {
        String text = record.headers().get(Headers.STREAM_VERSION);
        try {
            return Long.parseLong(String.valueOf(text));
        } catch (NumberFormatException e) {
            throw corrupt(record, "its header stream-version is " + text);
        }
    }

    private CorruptHistoryException corrupt(LogRecord record, String why) {
        return new CorruptHistoryException(
                "%s partition %d offset %d is no event: %s"
                        .formatted(topic, record.partition(), record.offset(), why));
    }

    /**
     * A row that two partitions fold into loses updates, however careful their offsets are. So a
     * key is the stream id, its id part (of one category only, because another category's streams
     * lie in other partitions), or starts with the partition.
     */
    private void requireInside(StreamId stream, int partition, String key) {
        if (key.equals(stream.value()) || key.startsWith(partition + "/")) {
            return;
        }
        String category = stream.category();
        if (key.equals(stream.id())
                && (categoryOfIds.compareAndSet(null, category)
                        || category.equals(categoryOfIds.get()))) {
            return;
        }
        throw new RefusedException(
                ("projection %s gives the event of stream %s the key '%s': a key is the stream id, the id"
                                + " part of one category's streams, or starts with '<partition>/'")
                        .formatted(projection.id(), stream, key));
    }
}
