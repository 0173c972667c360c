package dev.headwater.inventory.domain;

import dev.headwater.runtime.decide.Rejection;
import dev.headwater.runtime.decide.Rejection.Kind;

/** The rules that refuse a command on an item or a reservation. */
public enum InventoryRejection implements Rejection.Code {
    ITEM_NOT_FOUND(Kind.NOT_FOUND),
    ITEM_EXISTS(Kind.INVALID_STATE),
    CURRENCY_MISMATCH(Kind.INVALID_STATE),
    ALLOCATION_NOT_HELD(Kind.INVALID_STATE),
    RESERVATION_NOT_RESERVED(Kind.INVALID_STATE),
    LINE_NOT_RESERVED(Kind.INVALID_STATE);

    private final Kind kind;

    InventoryRejection(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
