package dev.headwater.runtime.projection;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes in network order, growing. Not thread-safe. */
final class BinaryBuffer {

    private static final VarHandle INT16 = view(short[].class);
    private static final VarHandle INT32 = view(int[].class);
    private static final VarHandle INT64 = view(long[].class);

    private byte[] bytes = new byte[1 << 17];
    private int size;

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
    }

    int size() {
        return size;
    }

    /** What was written, up to {@link #size}; valid until the next write. */
    byte[] array() {
        return bytes;
    }

    void clear() {
        size = 0;
    }

    void int8(int value) {
        bytes[take(1)] = (byte) value;
    }

    void int16(int value) {
        int at = take(Short.BYTES);
        INT16.set(bytes, at, (short) value);
    }

    void int32(int value) {
        int at = take(Integer.BYTES);
        INT32.set(bytes, at, value);
    }

    void int64(long value) {
        int at = take(Long.BYTES);
        INT64.set(bytes, at, value);
    }

    void bytes(byte[] value) {
        int at = take(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
    }

    /** Writes over what is there. */
    void int32At(int at, int value) {
        INT32.set(bytes, at, value);
    }

    private int take(int length) {
        int at = size;
        if (at + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + length));
        }
        size = at + length;
        return at;
    }
}
