package dev.headwater.runtime.codec;

/** Turns one family of domain objects into record values and back. Thread-safe. */
public interface Codec<T> {

    /** The wire form: {@code 0x00}, schema id (4 bytes, big-endian), Avro binary. */
    byte[] encode(T value);

    /**
     * The domain object that {@code bytes} hold, whichever version of its type wrote them.
     *
     * @throws UndecodableException when the bytes are of no type this codec knows: poison
     * @throws SchemaUnavailableException when the registry had to be asked and did not answer: try
     *     again later
     */
    T decode(byte[] bytes);

    /** The record name of {@code value}'s type, for example {@code OrderPlaced}. */
    String typeOf(T value);
}
