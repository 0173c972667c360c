package dev.headwater.runtime.snapshot;

import dev.headwater.runtime.codec.UndecodableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A state as bytes, for snapshots only: derived from the state's types, without names or tags, and
 * readable only under the same {@link #fingerprint}. It is no contract; a changed state is folded
 * from the log again. Thread-safe.
 *
 * @param <S> a record, a sealed interface of records and enums, or a simple value
 */
public final class StateForm<S> {

    private static final int FINGERPRINT_CHARS = 16;

    private final Shape shape;
    private final String fingerprint;

    private StateForm(Shape shape, String fingerprint) {
        this.shape = shape;
        this.fingerprint = fingerprint;
    }

    /**
     * The form of a state.
     *
     * @param evolveVersion to be raised when {@code evolve} begins to give other states of the same
     *     types: those of before must not be read any more
     * @throws IllegalArgumentException when a type below {@code type} has no form
     */
    public static <S> StateForm<S> of(Class<S> type, int evolveVersion) {
        Shapes shapes = new Shapes();
        Shape shape = shapes.of(type);
        return new StateForm<>(shape, hash(shapes.description() + " evolve " + evolveVersion));
    }

    /** Other types, or another evolve version, have another one. */
    public String fingerprint() {
        return fingerprint;
    }

    public byte[] encode(S state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            shape.write(state, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * @throws UndecodableException when the bytes are not of this form
     */
    @SuppressWarnings("unchecked")
    public S decode(byte[] state) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            Object read = shape.read(in);
            if (read == null || in.read() >= 0) {
                throw new UndecodableException("a snapshot's state of another length");
            }
            return (S) read;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new UndecodableException("a snapshot's state that cannot be read", e);
        }
    }

    /** SHA-256 of a text, the first 64 bits in hex. */
    public static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, FINGERPRINT_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
