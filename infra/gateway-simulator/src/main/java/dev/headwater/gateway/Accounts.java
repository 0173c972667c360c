package dev.headwater.gateway;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the gateway over what its entries add up to. Pure but for its own memory: the same
 * entries in the same order give the same answers, which is how a restart remembers everything.
 *
 * <p>One rule is left out on purpose: an authorization can be captured twice under two keys. A
 * caller that does so charges twice, and the ledger shows it.
 */
final class Accounts {

    private final Map<String, Entry> authorizations = new HashMap<>();
    private final Set<String> voidedKeys = new HashSet<>();
    private final Set<String> capturedKeys = new HashSet<>();
    private final Map<String, Long> refundable = new HashMap<>();

    /** Adds what {@code entry} changed. */
    void apply(Entry entry) {
        Intent intent = entry.intent();
        switch (entry.result()) {
            case AUTHORIZED -> authorizations.put(reference(entry), entry);
            case CAPTURED -> {
                Entry held = authorizations.get(intent.authorization());
                if (held != null) {
                    capturedKeys.add(held.key());
                }
                refundable.merge(account(intent), intent.amount(), Math::addExact);
            }
            case REFUNDED -> refundable.merge(account(intent), -intent.amount(), Math::addExact);
            case VOIDED -> {
                if (intent.authorizationKey() != null) {
                    voidedKeys.add(intent.authorizationKey());
                }
            }
            case DECLINED, REFUSED -> {}
        }
    }

    boolean isVoided(String authorizationKey) {
        return voidedKeys.contains(authorizationKey);
    }

    /** What the intent comes to now. Changes nothing: the entry does, once it is applied. */
    Entry decide(String key, Intent intent, String at) {
        return switch (intent.operation()) {
            case AUTHORIZE -> authorize(key, intent, at);
            case CAPTURE -> {
                String refusal = captureRefusal(intent);
                yield entry(key, intent, Result.CAPTURED, refusal, at);
            }
            case VOID -> {
                String refusal = voidRefusal(intent);
                yield entry(key, intent, Result.VOIDED, refusal, at);
            }
            case REFUND -> {
                long left = refundable.getOrDefault(account(intent), 0L);
                String refusal =
                        intent.amount() > left
                                ? "Of order %s %d can still be refunded, not %d."
                                        .formatted(intent.orderId(), left, intent.amount())
                                : null;
                yield entry(key, intent, Result.REFUNDED, refusal, at);
            }
        };
    }

    private Entry authorize(String key, Intent intent, String at) {
        if (isVoided(key)) {
            return new Entry(
                    key, intent, Result.VOIDED, null, "voided before it was asked for", at);
        }
        String declined = PaymentMethods.declined(Objects.requireNonNull(intent.paymentMethod()));
        if (declined != null) {
            return new Entry(key, intent, Result.DECLINED, null, declined, at);
        }
        // Derived from the key: a caller who asks twice and a reader of the ledger see the same.
        UUID id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
        return new Entry(key, intent, Result.AUTHORIZED, "auth-" + id, null, at);
    }

    private @Nullable String captureRefusal(Intent intent) {
        Entry held = authorizations.get(intent.authorization());
        if (held == null) {
            return "There is no authorization %s.".formatted(intent.authorization());
        }
        Intent granted = held.intent();
        if (isVoided(held.key())) {
            return "Authorization %s was voided.".formatted(intent.authorization());
        }
        if (!granted.orderId().equals(intent.orderId())) {
            return "Authorization %s is for another order.".formatted(intent.authorization());
        }
        if (!Objects.equals(granted.currency(), intent.currency())
                || intent.amount() > granted.amount()) {
            return "Authorization %s is for %d %s, not for %d %s."
                    .formatted(
                            intent.authorization(),
                            granted.amount(),
                            granted.currency(),
                            intent.amount(),
                            intent.currency());
        }
        return null;
    }

    private @Nullable String voidRefusal(Intent intent) {
        return capturedKeys.contains(Objects.requireNonNull(intent.authorizationKey()))
                ? "The authorization was captured: refund it."
                : null;
    }

    private static Entry entry(
            String key, Intent intent, Result result, @Nullable String refusal, String at) {
        return refusal == null
                ? new Entry(key, intent, result, null, null, at)
                : new Entry(key, intent, Result.REFUSED, null, refusal, at);
    }

    private static String reference(Entry entry) {
        return Objects.requireNonNull(entry.authorization(), "an authorization has a reference");
    }

    private static String account(Intent intent) {
        return intent.orderId() + " " + intent.currency();
    }
}
