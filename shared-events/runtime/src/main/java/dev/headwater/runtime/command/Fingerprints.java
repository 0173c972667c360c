package dev.headwater.runtime.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what was asked, which tells a retry from another request under the same key. */
public final class Fingerprints {

    private static final HexFormat HEX = HexFormat.of();
    private static final int BYTES = 32;

    private Fingerprints() {}

    /** The fingerprint of a text in UTF-8: 64 hex digits. */
    public static String of(String text) {
        return HEX.formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** 32 bytes: those that {@code fingerprint} spells in hex, or the SHA-256 of any other text. */
    static byte[] bytes(String fingerprint) {
        if (fingerprint.length() == 2 * BYTES
                && fingerprint.chars().allMatch(c -> HexFormat.isHexDigit((char) c))) {
            return HEX.parseHex(fingerprint);
        }
        return sha256(fingerprint.getBytes(StandardCharsets.UTF_8));
    }

    static String text(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
