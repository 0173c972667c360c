package dev.headwater.orders.domain;

/**
 * One product of an order; a SKU appears at most once in an order.
 *
 * @param sku stock keeping unit
 * @param quantity pieces
 * @param unitPriceMinor price of one piece when the order was placed, in minor units of the order's
 *     currency
 */
public record OrderLine(String sku, int quantity, long unitPriceMinor) {}
