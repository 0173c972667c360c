package dev.headwater.orders.domain;

import dev.headwater.runtime.decide.Rejection;
import dev.headwater.runtime.decide.Rejection.Kind;

/** The rules that refuse a command on an order. */
public enum OrderRejection implements Rejection.Code {
    ORDER_NOT_FOUND(Kind.NOT_FOUND),
    ORDER_CONFIRMED(Kind.INVALID_STATE),
    ORDER_REJECTED(Kind.INVALID_STATE),
    AMOUNT_MISMATCH(Kind.INVALID_STATE);

    private final Kind kind;

    OrderRejection(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
