package dev.headwater.runtime.codec;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Reads Avro binary from an array and never believes a length beyond its end.
 *
 * <p>Avro's own decoder allocates what a length or a count in the data asks for, up to 2 GiB,
 * before it looks whether so many bytes are there: one broken record would end the process instead
 * of going to the dead letters. Here a length is checked against the bytes left, and so is the
 * count of a block of items: each needs at least one byte, as is true of all our schemas. A decoder
 * is made for one call and holds no buffers.
 */
final class BoundedDecoder extends Decoder {

    private final byte[] bytes;
    private final int end;
    private int at;

    BoundedDecoder(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
        this.end = bytes.length;
    }

    /** Bytes that were not read [bytes]. */
    int remaining() {
        return end - at;
    }

    private int take(long length) throws IOException {
        if (length < 0) {
            throw new IOException("a length of " + length + " bytes");
        }
        if (length > remaining()) {
            throw new EOFException(
                    "%d bytes are announced, %d are left".formatted(length, remaining()));
        }
        int from = at;
        at += (int) length;
        return from;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws IOException {
        byte value = bytes[take(1)];
        if (value != 0 && value != 1) {
            throw new IOException("a boolean of " + value);
        }
        return value == 1;
    }

    @Override
    public int readInt() throws IOException {
        long value = readLong();
        if ((int) value != value) {
            throw new IOException("an int of " + value);
        }
        return (int) value;
    }

    @Override
    public long readLong() throws IOException {
        long raw = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes[take(1)];
            raw |= (next & 0x7FL) << shift;
            if (next >= 0) {
                if (shift == 63 && next > 1) {
                    break;
                }
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw new IOException("a number of more than 64 bits");
    }

    @Override
    public float readFloat() throws IOException {
        return Float.intBitsToFloat(Integer.reverseBytes(ByteBuffer.wrap(bytes).getInt(take(4))));
    }

    @Override
    public double readDouble() throws IOException {
        return Double.longBitsToDouble(Long.reverseBytes(ByteBuffer.wrap(bytes).getLong(take(8))));
    }

    @Override
    public Utf8 readString(Utf8 ignored) throws IOException {
        int length = length();
        int from = take(length);
        return new Utf8(Arrays.copyOfRange(bytes, from, from + length));
    }

    @Override
    public String readString() throws IOException {
        int length = length();
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        take(readLong());
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer ignored) throws IOException {
        int length = length();
        int from = take(length);
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, from + length));
    }

    @Override
    public void skipBytes() throws IOException {
        take(readLong());
    }

    @Override
    public void readFixed(byte[] into, int start, int length) throws IOException {
        System.arraycopy(bytes, take(length), into, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        take(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return items();
    }

    @Override
    public long arrayNext() throws IOException {
        return items();
    }

    @Override
    public long skipArray() throws IOException {
        return skipItems();
    }

    @Override
    public long readMapStart() throws IOException {
        return items();
    }

    @Override
    public long mapNext() throws IOException {
        return items();
    }

    @Override
    public long skipMap() throws IOException {
        return skipItems();
    }

    private int length() throws IOException {
        long length = readLong();
        if (length < 0 || length > remaining()) {
            throw new EOFException(
                    "%d bytes are announced, %d are left".formatted(length, remaining()));
        }
        return (int) length;
    }

    /**
     * The next block's count of items; a negative one is followed by the block's length in bytes.
     */
    private long items() throws IOException {
        long count = readLong();
        if (count < 0) {
            readLong();
            count = -count;
        }
        return believable(count);
    }

    /**
     * Skips blocks that say how long they are; returns the count of the first one that does not.
     */
    private long skipItems() throws IOException {
        long count = readLong();
        while (count < 0) {
            take(readLong());
            count = readLong();
        }
        return believable(count);
    }

    private long believable(long count) throws IOException {
        if (count < 0 || count > remaining()) {
            throw new EOFException(
                    "%d items are announced, %d bytes are left".formatted(count, remaining()));
        }
        return count;
    }
}
