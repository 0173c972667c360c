package dev.headwater.runtime.command;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.command.CommandMemory.Answered;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.Position;
import dev.headwater.runtime.log.StreamId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Answers and open work as the bytes of a snapshot. */
final class SnapshotBytes {

    private static final int ANSWER_BYTES = 70;

    private SnapshotBytes() {}

    /** A command that was answered. */
    record Answer(UUID command, Answered answered) {}

    static byte[] answers(List<Answer> answers) {
        return bytes(
                answers.size() * ANSWER_BYTES,
                out -> {
                    for (Answer each : answers) {
                        uuid(out, each.command());
                        out.writeByte(each.answered().fingerprint().length);
                        out.write(each.answered().fingerprint());
                        out.writeLong(each.answered().outcomeOffset());
                        instant(out, each.answered().at());
                    }
                });
    }

    /**
     * @throws UndecodableException when they are none
     */
    static void readAnswers(byte[] bytes, BiConsumer<UUID, Answered> to) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                UUID command = uuid(in);
                byte[] fingerprint = new byte[in.readUnsignedByte()];
                in.readFully(fingerprint);
                to.accept(command, new Answered(fingerprint, in.readLong(), instant(in)));
            }
        } catch (IOException e) {
            throw new UndecodableException("a snapshot's answers that cannot be read", e);
        }
    }

    static byte[] openWork(OpenWork work, Codec<Object> events) {
        return bytes(
                ANSWER_BYTES,
                out -> {
                    text(out, work.correlation());
                    out.writeShort(work.intents().size());
                    for (Envelope<Object> each : work.intents()) {
                        intent(out, each, events);
                    }
                });
    }

    private static void intent(DataOutputStream out, Envelope<Object> intent, Codec<Object> events)
            throws IOException {
        out.writeLong(intent.version());
        out.writeInt(intent.position().partition());
        out.writeLong(intent.position().offset());
        uuid(out, intent.eventId());
        uuid(out, intent.commandId());
        text(out, intent.correlationId());
        text(out, intent.traceparent());
        instant(out, intent.recordedAt());
        byte[] event = events.encode(intent.event());
        out.writeInt(event.length);
        out.write(event);
    }

    /**
     * @throws UndecodableException when it is none
     */
    static OpenWork readOpenWork(StreamId stream, byte[] bytes, Codec<Object> events) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String correlation = text(in);
            int count = in.readUnsignedShort();
            List<Envelope<Object>> intents = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                intents.add(readIntent(stream, in, events));
            }
            return new OpenWork(correlation, intents);
        } catch (IOException | IllegalArgumentException e) {
            throw new UndecodableException("a snapshot's open work that cannot be read", e);
        }
    }

    private static Envelope<Object> readIntent(
            StreamId stream, DataInputStream in, Codec<Object> events) throws IOException {
        long version = in.readLong();
        Position position = new Position(in.readInt(), in.readLong());
        UUID eventId = uuid(in);
        UUID commandId = uuid(in);
        String correlation = text(in);
        String traceparent = text(in);
        Instant recordedAt = instant(in);
        byte[] value = new byte[in.readInt()];
        in.readFully(value);
        Object event = events.decode(value);
        return new Envelope<>(
                stream,
                version,
                position,
                eventId,
                commandId,
                String.valueOf(correlation),
                traceparent,
                recordedAt,
                events.typeOf(event),
                event);
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(int expected, Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(expected);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void uuid(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    private static void instant(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static Instant instant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
