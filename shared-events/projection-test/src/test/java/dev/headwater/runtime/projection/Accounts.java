package dev.headwater.runtime.projection;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.log.Envelope;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A small domain of accounts: its events are texts such as {@code add 5}. */
final class Accounts {

    /** While set, {@code boom} cannot be folded; a fixed program folds it as {@code add 1}. */
    static final AtomicBoolean BUG = new AtomicBoolean(true);

    /** While set, the registry does not answer. */
    static final AtomicBoolean REGISTRY_DOWN = new AtomicBoolean();

    private Accounts() {}

    static ProjectionDefinition<String, AccountView> view(int version) {
        return new ProjectionDefinition<>(
                new ViewProjection(version), "accounts", new TextCodec(), AccountView.class);
    }

    /** Pure, but for the bug that can be fixed. */
    record ViewProjection(int version) implements Projection<String, AccountView> {

        @Override
        public ProjectionId id() {
            return new ProjectionId("account_view", version);
        }

        @Override
        public Set<String> keys(Envelope<String> event) {
            return event.event().equals("nothing") ? Set.of() : Set.of(event.stream().id());
        }

        @Override
        public @Nullable AccountView fold(
                String key, @Nullable AccountView row, Envelope<String> event) {
            String text = event.event();
            if (text.equals("delete")) {
                return null;
            }
            AccountView next = row == null ? new AccountView() : row;
            next.id = key;
            next.version = event.version();
            next.at = event.recordedAt();
            next.open = !text.equals("close");
            next.status = next.open ? AccountView.Status.OPEN : AccountView.Status.CLOSED;
            next.note = version == 1 ? null : "v" + version;
            if (text.startsWith("note ")) {
                next.note = text.substring(5);
            } else if (text.startsWith("add ")) {
                next.balance = next.balance.add(new BigDecimal(text.substring(4))).setScale(2);
            } else if (text.startsWith("move ")) {
                AccountView.Address address = new AccountView.Address();
                address.street = text.substring(5);
                address.city = null;
                next.address = address;
                next.tags = java.util.List.of("moved", "it's \"quoted\", {braced} \\ and ü");
            } else if (text.equals("boom")) {
                next.balance = next.balance.add(BigDecimal.ONE).setScale(2);
                if (BUG.get()) {
                    throw new IllegalStateException("a bug in fold, after the row was changed");
                }
            }
            return next;
        }
    }

    static final class TextCodec implements Codec<String> {

        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            if (REGISTRY_DOWN.get()) {
                throw new SchemaUnavailableException("no registry", new IOException("refused"));
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.startsWith("#")) {
                throw new UndecodableException("no type of ours: " + text);
            }
            return text;
        }

        @Override
        public String typeOf(String value) {
            return value.split(" ", 2)[0];
        }
    }
}
