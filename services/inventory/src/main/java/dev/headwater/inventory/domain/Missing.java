package dev.headwater.inventory.domain;

/**
 * @param sku of which there is not enough
 * @param requested pieces
 * @param available pieces there were when asked
 */
public record Missing(String sku, int requested, long available) {}
