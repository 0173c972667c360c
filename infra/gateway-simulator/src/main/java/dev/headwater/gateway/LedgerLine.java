package dev.headwater.gateway;

import org.jspecify.annotations.Nullable;

/**
 * An entry as auditors read it, flat.
 *
 * @param key the idempotency key
 * @param operation what was asked
 * @param orderId whose payment it is
 * @param amountMinor how much [minor units of the currency]; null for a void
 * @param currency ISO 4217 code; null for a void
 * @param result what it came to; {@link Result#REFUSED} moved no money
 * @param authorization the reference that was given or used, or null
 * @param authorizationKey of a void, the key of the authorization that it ends
 * @param refundId of a refund
 * @param detail why it was declined or refused, or null
 * @param at when it was decided [ISO-8601, UTC]
 */
record LedgerLine(
        String key,
        Operation operation,
        String orderId,
        @Nullable Long amountMinor,
        @Nullable String currency,
        Result result,
        @Nullable String authorization,
        @Nullable String authorizationKey,
        @Nullable String refundId,
        @Nullable String detail,
        String at) {

    static LedgerLine of(Entry entry) {
        Intent intent = entry.intent();
        return new LedgerLine(
                entry.key(),
                intent.operation(),
                intent.orderId(),
                intent.amountMinor(),
                intent.currency(),
                entry.result(),
                entry.authorization() == null ? intent.authorization() : entry.authorization(),
                intent.authorizationKey(),
                intent.refundId(),
                entry.detail(),
                entry.at());
    }
}
