package dev.headwater.payments.domain;

import dev.headwater.runtime.decide.Rejection;
import dev.headwater.runtime.decide.Rejection.Kind;

/** The rules that refuse a command on a payment. */
public enum PaymentRejection implements Rejection.Code {
    PAYMENT_NOT_FOUND(Kind.NOT_FOUND),
    REFUND_NOT_FOUND(Kind.NOT_FOUND),
    PAYMENT_NOT_AUTHORIZED(Kind.INVALID_STATE),
    PAYMENT_NOT_CAPTURED(Kind.INVALID_STATE),
    AMOUNT_MISMATCH(Kind.INVALID_STATE),
    CURRENCY_MISMATCH(Kind.INVALID_STATE),
    REFUND_EXCEEDS_CAPTURED(Kind.INVALID_STATE);

    private final Kind kind;

    PaymentRejection(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
