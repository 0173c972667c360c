package dev.headwater.saga;

import dev.headwater.payments.domain.Money;
import dev.headwater.payments.process.PaymentGateway;
import dev.headwater.runtime.process.EffectUnavailableException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A gateway that keeps its word and no more: the same key gets the same answer, a void comes true
 * whether it arrives before or after its authorization, and now and then nobody answers, be it
 * before or after the work was done.
 */
final class ModelGateway implements PaymentGateway {

    private record Hold(String orderId, long minorUnits) {}

    private final Random random;
    private final Map<UUID, Authorization> answers = new HashMap<>();
    private final Map<UUID, Hold> holds = new HashMap<>();
    private final Map<String, UUID> keyOfReference = new HashMap<>();
    private final Set<UUID> voided = new HashSet<>();
    private final Map<UUID, UUID> captureOfHold = new HashMap<>();
    private final Map<String, Long> captured = new HashMap<>();
    private final Map<UUID, Long> refunds = new HashMap<>();
    private final Map<String, Long> refunded = new HashMap<>();

    ModelGateway(Random random) {
        this.random = random;
    }

    @Override
    public Authorization authorize(UUID key, String orderId, Money amount, String paymentMethod) {
        if (paymentMethod.equals("tok_timeout") && !voided.contains(key)) {
            throw new EffectUnavailableException("tok_timeout");
        }
        sometimesSilent();
        Authorization answer = answers.get(key);
        if (answer == null) {
            answer = decide(key, orderId, amount, paymentMethod);
            answers.put(key, answer);
        }
        sometimesSilent();
        return answer;
    }

    private Authorization decide(UUID key, String orderId, Money amount, String paymentMethod) {
        if (voided.contains(key)) {
            return new Authorization.Voided();
        }
        if (paymentMethod.equals("tok_declined")) {
            return new Authorization.Declined("declined");
        }
        String reference = "auth-" + key;
        holds.put(key, new Hold(orderId, amount.minorUnits()));
        keyOfReference.put(reference, key);
        return new Authorization.Authorized(reference);
    }

    @Override
    public void capture(UUID key, String orderId, Money amount, String authorization) {
        sometimesSilent();
        UUID hold = keyOfReference.get(authorization);
        if (hold == null || voided.contains(hold)) {
            throw new AssertionError("captured what was not held: " + authorization);
        }
        UUID before = captureOfHold.putIfAbsent(hold, key);
        if (before == null) {
            captured.merge(orderId, amount.minorUnits(), Long::sum);
        } else if (!before.equals(key)) {
            throw new AssertionError("charged twice: " + orderId);
        }
        sometimesSilent();
    }

    @Override
    public void release(UUID key, String orderId, UUID authorizationKey, String reason) {
        sometimesSilent();
        if (captureOfHold.containsKey(authorizationKey)) {
            throw new AssertionError("voided what was captured: " + orderId);
        }
        voided.add(authorizationKey);
        sometimesSilent();
    }

    @Override
    public void refund(UUID key, String orderId, String refundId, Money amount) {
        sometimesSilent();
        if (refunds.putIfAbsent(key, amount.minorUnits()) == null) {
            refunded.merge(orderId, amount.minorUnits(), Long::sum);
        }
        sometimesSilent();
    }

    private void sometimesSilent() {
        if (random.nextInt(6) == 0) {
            throw new EffectUnavailableException("nobody answers");
        }
    }

    long captured(String orderId) {
        return captured.getOrDefault(orderId, 0L);
    }

    long refunded(String orderId) {
        return refunded.getOrDefault(orderId, 0L);
    }

    /** What is still held for an order: neither captured nor given up, in minor units. */
    long held(String orderId) {
        return holds.entrySet().stream()
                .filter(hold -> hold.getValue().orderId().equals(orderId))
                .filter(hold -> !voided.contains(hold.getKey()))
                .filter(hold -> !captureOfHold.containsKey(hold.getKey()))
                .mapToLong(hold -> hold.getValue().minorUnits())
                .sum();
    }
}
