package dev.headwater.inventory.domain;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A stock item as decisions need it. Received = {@code onHand} + {@code shipped}, and {@code
 * onHand} includes {@code allocated}.
 *
 * @param product null until somebody adds the item
 * @param onHand pieces in the house
 * @param allocated pieces of them that orders hold
 * @param shipped pieces that have left
 * @param orders what became of every order that ever asked: kept for ever, because a step may be
 *     delivered again at any time
 */
public record ItemState(
        @Nullable Product product,
        long onHand,
        long allocated,
        long shipped,
        PMap<String, Allocation> orders) {

    static final ItemState INITIAL = new ItemState(null, 0, 0, 0, HashTreePMap.empty());

    public long available() {
        return onHand - allocated;
    }

    ItemState sold(Product as) {
        return new ItemState(as, onHand, allocated, shipped, orders);
    }

    ItemState received(int quantity) {
        return new ItemState(product, onHand + quantity, allocated, shipped, orders);
    }

    ItemState allocated(String orderId, int quantity) {
        return new ItemState(
                product,
                onHand,
                allocated + quantity,
                shipped,
                orders.plus(orderId, new Allocation.Held(quantity)));
    }

    ItemState refused(String orderId) {
        return new ItemState(
                product,
                onHand,
                allocated,
                shipped,
                orders.plus(orderId, Allocation.Ended.REFUSED));
    }

    ItemState released(String orderId, int quantity) {
        return new ItemState(
                product,
                onHand,
                allocated - quantity,
                shipped,
                orders.plus(orderId, Allocation.Ended.RELEASED));
    }

    ItemState shipped(String orderId, int quantity) {
        return new ItemState(
                product,
                onHand - quantity,
                allocated - quantity,
                shipped + quantity,
                orders.plus(orderId, Allocation.Ended.SHIPPED));
    }

    /** What is sold under the SKU. */
    public record Product(String name, Money unitPrice) {}

    /** What became of one order's line. */
    public sealed interface Allocation {

        record Held(int quantity) implements Allocation {}

        /** No pieces are held, and none ever will be. */
        enum Ended implements Allocation {
            REFUSED,
            RELEASED,
            SHIPPED
        }
    }
}
