package dev.headwater.runtime.codec;

import dev.headwater.contracts.SchemaPack;
import java.io.IOException;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * One domain type and the record that carries it, with the types erased: the functions take and
 * return what the pair that made them says, and nothing else reaches them.
 *
 * @param contentId id of {@code schema}
 * @param schema of the generated class
 * @param data finds generated classes by the record's own class loader, and reads times as instants
 * @param writer stateless
 * @param encode domain object to record
 * @param decode record to domain object
 */
record AvroMapping<T>(
        int contentId,
        Schema schema,
        SpecificData data,
        DatumWriter<Object> writer,
        Function<Object, Object> encode,
        Function<Object, T> decode) {

    static <T, D extends T, R extends SpecificRecord> AvroMapping<T> of(
            Class<D> domain,
            Class<R> record,
            Function<? super D, ? extends R> encode,
            Function<? super R, ? extends D> decode,
            SchemaPack pack) {
        return of(record, value -> encode.apply(domain.cast(value)), decode, pack);
    }

    /** For records that are read here and never written, such as another service's events. */
    static <T, R extends SpecificRecord> AvroMapping<T> reading(
            Class<R> record, Function<? super R, ? extends T> decode, SchemaPack pack) {
        return of(
                record,
                _ -> {
                    throw new IllegalArgumentException(record.getName() + " is only read here");
                },
                decode,
                pack);
    }

    /** For records that are written here and read as others. */
    static <T, D extends T, R extends SpecificRecord> AvroMapping<T> writing(
            Class<D> domain,
            Class<R> record,
            Function<? super D, ? extends R> encode,
            SchemaPack pack) {
        return of(
                record,
                value -> encode.apply(domain.cast(value)),
                _ -> {
                    throw new IllegalStateException(record.getName() + " is only written here");
                },
                pack);
    }

    private static <T, R extends SpecificRecord> AvroMapping<T> of(
            Class<R> record,
            Function<Object, Object> encode,
            Function<? super R, ? extends T> decode,
            SchemaPack pack) {
        SpecificData data = new SpecificData(record.getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        Schema schema = data.getSchema(record);
        return new AvroMapping<>(
                pack.idOf(schema),
                schema,
                data,
                new SpecificDatumWriter<>(schema, data),
                encode,
                value -> decode.apply(record.cast(value)));
    }

    /** A stateless reader of what {@code writer} wrote, resolved to the generated class. */
    DatumReader<Object> readerOf(Schema writer) throws IOException {
        return new FastReaderBuilder(data).createDatumReader(writer, schema);
    }
}
