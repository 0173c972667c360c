package dev.headwater.orders.domain;

/**
 * One product of an order; a SKU appears at most once in an order.
 *
 * @param sku stock keeping unit
 * @param quantity pieces
 * @param unitPriceMinor price of one piece when the order was placed, in minor units of the order's
 *     currency
 * @param discountMinor discount on the whole line, taken off the total already, in the same units
 */
public record OrderLine(String sku, int quantity, long unitPriceMinor, long discountMinor) {

    /** A line without a discount. */
    public OrderLine(String sku, int quantity, long unitPriceMinor) {
        this(sku, quantity, unitPriceMinor, 0);
    }
}
