package dev.headwater.runtime.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.upcast.ReleasedUpcasters;
import dev.headwater.contracts.upcast.Upcasters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Domain objects as Avro in the Confluent wire format: {@code 0x00}, the content id (4 bytes,
 * big-endian), Avro binary.
 *
 * <p>The ids come from the {@link SchemaPack}, because they are part of the repository's contract:
 * encoding needs no registry and no registry client's serde. Decoding reads with the schema of the
 * writer, by id, takes the record through the {@link Upcasters} of the versions that followed, and
 * resolves it to the schema of the generated class; the registry is asked only about ids that this
 * build does not carry, those of newer writers.
 *
 * <p>Nothing is skipped that is not understood: a record whose name is in no contract of this build
 * is undecodable, also for a reader that wants some types only. It may be what that reader has been
 * waiting for.
 *
 * <p>Thread-safe and free of thread-locals: what is shared is immutable, what is not lives for one
 * call, so that virtual threads may come and go.
 *
 * @param <T> the family of domain types, usually a sealed interface
 */
public final class AvroCodec<T> implements Codec<T> {

    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 5;
    private static final int EXPECTED_BYTES = 256;

    private final Map<Class<?>, AvroMapping<T>> byDomain;
    private final Readings<T> readings;

    private AvroCodec(Builder<T> builder) {
        this.byDomain = Map.copyOf(builder.byDomain);
        this.readings =
                new Readings<>(
                        builder.pack,
                        builder.lookup,
                        builder.upcasters,
                        builder.byRecord,
                        builder.otherwise);
    }

    /**
     * Starts a codec.
     *
     * @param pack the ids
     * @param lookup asked about ids that are not in the pack
     */
    public static <T> Builder<T> builder(SchemaPack pack, SchemaLookup lookup) {
        return new Builder<>(pack, lookup);
    }

    /** Collects the mappings. Not thread-safe. */
    public static final class Builder<T> {
        private final SchemaPack pack;
        private final SchemaLookup lookup;
        private Upcasters upcasters = ReleasedUpcasters.all();
        private final Map<Class<?>, AvroMapping<T>> byDomain = new HashMap<>();
        private final Map<String, AvroMapping<T>> byRecord = new HashMap<>();
        private @Nullable T otherwise;

        private Builder(SchemaPack pack, SchemaLookup lookup) {
            this.pack = pack;
            this.lookup = lookup;
        }

        /**
         * Maps one domain type to one record and back. Both functions are pure and total over valid
         * values; what {@code decode} throws makes the bytes undecodable.
         *
         * @throws IllegalArgumentException if the record's schema has no id in the pack, or either
         *     type was mapped before
         */
        public <D extends T, R extends SpecificRecord> Builder<T> map(
                Class<D> domain,
                Class<R> record,
                Function<? super D, ? extends R> encode,
                Function<? super R, ? extends D> decode) {
            AvroMapping<T> mapping = AvroMapping.of(domain, record, encode, decode, pack);
            if (byDomain.put(domain, mapping) != null
                    || byRecord.put(mapping.schema().getFullName(), mapping) != null) {
                throw new IllegalArgumentException(
                        "%s or %s is mapped twice".formatted(domain.getName(), record.getName()));
            }
            return this;
        }

        /**
         * Maps one record that is read here and never written, such as another service's event.
         *
         * @throws IllegalArgumentException as {@link #map}
         */
        public <R extends SpecificRecord> Builder<T> read(
                Class<R> record, Function<? super R, ? extends T> decode) {
            AvroMapping<T> mapping = AvroMapping.reading(record, decode, pack);
            if (byRecord.put(mapping.schema().getFullName(), mapping) != null) {
                throw new IllegalArgumentException(record.getName() + " is mapped twice");
            }
            return this;
        }

        /**
         * Maps one record that is written here and read as another, such as an event whose name is
         * being replaced: readers of the last release know the old name only.
         *
         * @throws IllegalArgumentException as {@link #map}
         */
        public <D extends T, R extends SpecificRecord> Builder<T> write(
                Class<D> domain, Class<R> record, Function<? super D, ? extends R> encode) {
            AvroMapping<T> mapping = AvroMapping.writing(domain, record, encode, pack);
            if (byDomain.put(domain, mapping) != null) {
                throw new IllegalArgumentException(domain.getName() + " is mapped twice");
            }
            return this;
        }

        /** Other steps than those of this build's contracts, for tests of upcasting itself. */
        public Builder<T> upcasters(Upcasters upcasters) {
            this.upcasters = upcasters;
            return this;
        }

        /**
         * What records of all other types that this build's contracts know are read as, their
         * bodies unseen: a reader of another service's topic must not stumble over events that it
         * never asked for. Without it they are undecodable; so are, in any case, types that are
         * newer than this build.
         */
        public Builder<T> otherwise(T value) {
            this.otherwise = value;
            return this;
        }

        public AvroCodec<T> build() {
            return new AvroCodec<>(this);
        }
    }

    /**
     * @throws IllegalArgumentException if the value's class is not mapped, or only read here: a
     *     defect of the caller
     */
    @Override
    public byte[] encode(T value) {
        AvroMapping<T> mapping = mappingOf(value);
        ByteArrayOutputStream out = new ByteArrayOutputStream(EXPECTED_BYTES);
        int id = mapping.contentId();
        out.write(MAGIC);
        out.write(id >>> 24);
        out.write(id >>> 16);
        out.write(id >>> 8);
        out.write(id);
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            mapping.writer().write(mapping.encode().apply(value), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return out.toByteArray();
    }

    @Override
    public T decode(byte[] bytes) {
        int id = contentIdOf(bytes);
        return switch (readings.of(id)) {
            case Reading.Unasked<T>(T value) -> value;
            case Reading.Mapped<T> mapped -> decode(bytes, id, mapped);
        };
    }

    private static <T> T decode(byte[] bytes, int id, Reading.Mapped<T> reading) {
        try {
            BoundedDecoder decoder = new BoundedDecoder(bytes, HEADER_BYTES);
            Object record = reading.reader().read(null, decoder);
            if (decoder.remaining() > 0) {
                throw new IOException(decoder.remaining() + " bytes are left over");
            }
            return reading.mapping().decode().apply(record);
        } catch (IOException | RuntimeException e) {
            throw new UndecodableException(
                    "%d bytes announced as %s (schema id %d) are not one: %s"
                            .formatted(bytes.length, reading.writer(), id, e.getMessage()),
                    e);
        }
    }

    @Override
    public String typeOf(T value) {
        return byDomain.isEmpty()
                ? value.getClass().getSimpleName()
                : mappingOf(value).schema().getName();
    }

    private AvroMapping<T> mappingOf(T value) {
        AvroMapping<T> mapping = byDomain.get(value.getClass());
        if (mapping == null) {
            throw new IllegalArgumentException(value.getClass().getName() + " is not mapped");
        }
        return mapping;
    }

    private static int contentIdOf(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            throw new UndecodableException(
                    "%d bytes are too few: a record starts with 0x00 and a schema id of 4 bytes"
                            .formatted(bytes.length));
        }
        if (bytes[0] != MAGIC) {
            throw new UndecodableException(
                    "a record starts with 0x00 and a schema id, not with 0x%02x"
                            .formatted(bytes[0] & 0xFF));
        }
        int id = ByteBuffer.wrap(bytes).getInt(1);
        if (id <= 0) {
            throw new UndecodableException("a schema id is positive, not " + id);
        }
        return id;
    }
}
