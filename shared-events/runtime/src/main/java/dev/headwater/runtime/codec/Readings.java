package dev.headwater.runtime.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.SchemaPack.Content;
import dev.headwater.contracts.upcast.Upcast;
import dev.headwater.contracts.upcast.Upcasters;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.jspecify.annotations.Nullable;

/** Finds how a writer's schema is read, by its id, and remembers it. Thread-safe. */
final class Readings<T> {

    private final SchemaPack pack;
    private final SchemaLookup lookup;
    private final Upcasters upcasters;
    private final Map<String, AvroMapping<T>> byRecord;
    private final @Nullable T otherwise;
    private final Map<Integer, Reading<T>> known = new ConcurrentHashMap<>();

    /**
     * @param byRecord by the full name of the record that is read
     * @param otherwise what a type that nobody asked for is read as; null when it is undecodable
     */
    Readings(
            SchemaPack pack,
            SchemaLookup lookup,
            Upcasters upcasters,
            Map<String, AvroMapping<T>> byRecord,
            @Nullable T otherwise) {
        this.pack = pack;
        this.lookup = lookup;
        this.upcasters = upcasters;
        this.byRecord = Map.copyOf(byRecord);
        this.otherwise = otherwise;
    }

    /**
     * @throws UndecodableException when records of this id cannot be read here
     */
    Reading<T> of(int id) {
        Reading<T> reading = known.get(id);
        if (reading == null) {
            reading = made(id);
            known.put(id, reading);
        }
        return reading;
    }

    private Reading<T> made(int id) {
        Content content = pack.byId(id).orElse(null);
        if (content != null) {
            Upcast upcast = upcasters.from(content, pack, byRecord::containsKey).orElse(null);
            return upcast == null
                    ? resolved(id, content.schema(), true)
                    : upcast(id, content.schema(), upcast);
        }
        Schema newer =
                lookup.byId(id)
                        .orElseThrow(
                                () -> new UndecodableException("nobody knows schema id " + id));
        return resolved(id, newer, pack.latest(newer.getFullName()).isPresent());
    }

    /** By Avro's own rules. */
    private Reading<T> resolved(int id, Schema writer, boolean contracted) {
        AvroMapping<T> mapping = byRecord.get(writer.getFullName());
        if (mapping == null) {
            return unasked(id, writer, contracted);
        }
        try {
            return new Reading.Mapped<>(writer.getFullName(), mapping.readerOf(writer), mapping);
        } catch (IOException | RuntimeException e) {
            throw unreadable(id, writer, e);
        }
    }

    /** By the steps of the versions that followed. */
    private Reading<T> upcast(int id, Schema writer, Upcast upcast) {
        AvroMapping<T> mapping = byRecord.get(upcast.target().fullName());
        if (mapping == null) {
            return unasked(id, writer, true);
        }
        try {
            DatumReader<Object> today = mapping.readerOf(upcast.target().schema());
            return new Reading.Mapped<>(
                    writer.getFullName(), UpcastReader.of(upcast, today), mapping);
        } catch (IOException | RuntimeException e) {
            throw unreadable(id, writer, e);
        }
    }

    private Reading<T> unasked(int id, Schema writer, boolean contracted) {
        if (otherwise == null) {
            throw new UndecodableException(
                    "schema id %d is %s, which is not read here"
                            .formatted(id, writer.getFullName()));
        }
        if (!contracted) {
            throw new UndecodableException(
                    "schema id %d is %s, which is newer than this release: deploy one that knows it"
                            .formatted(id, writer.getFullName()));
        }
        return new Reading.Unasked<>(otherwise);
    }

    private static UndecodableException unreadable(int id, Schema writer, Exception e) {
        return new UndecodableException(
                "schema id %d of %s cannot be read as today's: %s"
                        .formatted(id, writer.getFullName(), e.getMessage()),
                e);
    }
}
