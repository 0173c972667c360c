package dev.headwater.runtime.codec;

import org.apache.avro.io.DatumReader;

/**
 * How one schema of a writer is read.
 *
 * @param <T> the codec's family of domain types
 */
sealed interface Reading<T> {

    /** By a reader, and the mapping that its record leads to. */
    record Mapped<T>(String writer, DatumReader<Object> reader, AvroMapping<T> mapping)
            implements Reading<T> {}

    /** Nobody asked for this type: its records are all the same to this codec. */
    record Unasked<T>(T value) implements Reading<T> {}
}
