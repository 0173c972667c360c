package dev.headwater.local.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The ids that events must have, and the partitions that streams must be in: written down a second
 * time.
 */
final class EventIds {

    private static final UUID NAMESPACE = UUID.fromString("6f1f8f3e-5a0c-5d8e-9b0a-6865616477a1");

    private EventIds() {}

    /** UUIDv5 of {@code event}, service, stream and version, each with its length before it. */
    static UUID of(String service, String stream, long version) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(
                    ByteBuffer.allocate(16)
                            .putLong(NAMESPACE.getMostSignificantBits())
                            .putLong(NAMESPACE.getLeastSignificantBits())
                            .array());
            for (String name : new String[] {"event", service, stream, Long.toString(version)}) {
                byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
                sha1.update(ByteBuffer.allocate(4).putInt(utf8.length).array());
                sha1.update(utf8);
            }
            byte[] hash = sha1.digest();
            hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
            hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
            ByteBuffer first = ByteBuffer.wrap(hash);
            return new UUID(first.getLong(), first.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** {@code toPositive(murmur2(utf8(stream))) % partitions}. */
    static int partition(String stream, int partitions) {
        int hash =
                org.apache.kafka.common.utils.Utils.murmur2(
                        stream.getBytes(StandardCharsets.UTF_8));
        return org.apache.kafka.common.utils.Utils.toPositive(hash) % partitions;
    }
}
