package dev.headwater.runtime.command;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.platform.OutcomeKind;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The wire form of outcomes. The one class of this package that sees a generated record. */
final class OutcomeCodec {

    private OutcomeCodec() {}

    static Codec<Outcome> of(SchemaPack pack, SchemaLookup lookup) {
        return AvroCodec.<Outcome>builder(pack, lookup)
                .map(
                        Outcome.class,
                        dev.headwater.contracts.platform.Outcome.class,
                        OutcomeCodec::write,
                        OutcomeCodec::read)
                .build();
    }

    private static dev.headwater.contracts.platform.Outcome write(Outcome outcome) {
        return dev.headwater.contracts.platform.Outcome.newBuilder()
                .setCommandId(outcome.commandId().toString())
                .setCommandType(outcome.commandType())
                .setFingerprint(ByteBuffer.wrap(Fingerprints.bytes(outcome.fingerprint())))
                .setKind(
                        switch (outcome.kind()) {
                            case ACCEPTED -> OutcomeKind.ACCEPTED;
                            case REFUSED -> OutcomeKind.REFUSED;
                            case FAILED -> OutcomeKind.FAILED;
                        })
                .setRepeat(outcome.repeat())
                .setCode(outcome.code())
                .setDetail(outcome.detail())
                .setStatus(outcome.status())
                .setBody(outcome.body())
                .setLastEventOffset(outcome.lastEventOffset())
                .setStreamVersion(outcome.streamVersion())
                .build();
    }

    private static Outcome read(dev.headwater.contracts.platform.Outcome outcome) {
        ByteBuffer fingerprint = outcome.getFingerprint().duplicate();
        byte[] bytes = new byte[fingerprint.remaining()];
        fingerprint.get(bytes);
        return new Outcome(
                UUID.fromString(outcome.getCommandId().toString()),
                outcome.getCommandType().toString(),
                Fingerprints.text(bytes),
                switch (outcome.getKind()) {
                    case ACCEPTED -> Outcome.Kind.ACCEPTED;
                    case REFUSED -> Outcome.Kind.REFUSED;
                    case FAILED -> Outcome.Kind.FAILED;
                    case UNKNOWN ->
                            throw new IllegalArgumentException(
                                    "an outcome of a kind that this version does not know");
                },
                outcome.getRepeat(),
                text(outcome.getCode()),
                text(outcome.getDetail()),
                outcome.getStatus(),
                text(outcome.getBody()),
                outcome.getLastEventOffset(),
                outcome.getStreamVersion());
    }

    private static @Nullable String text(@Nullable CharSequence text) {
        return text == null ? null : text.toString();
    }
}
