package dev.headwater.runtime.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Name-based ids (RFC 9562, UUIDv5): the same names always give the same id. */
public final class Ids {

    /** Headwater's own namespace; never change it, every id in the log derives from it. */
    private static final UUID NAMESPACE = UUID.fromString("6f1f8f3e-5a0c-5d8e-9b0a-6865616477a1");

    private Ids() {}

    /**
     * @param names at least one; a name may hold any character, because each is written with its
     *     length before it
     */
    public static UUID uuid5(String... names) {
        MessageDigest sha1 = sha1();
        sha1.update(bytes(NAMESPACE));
        for (String name : names) {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            sha1.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
            sha1.update(utf8);
        }
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** The id of the event that made {@code stream} reach {@code version}. */
    public static UUID event(String service, StreamId stream, long version) {
        return uuid5("event", service, stream.value(), Long.toString(version));
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
