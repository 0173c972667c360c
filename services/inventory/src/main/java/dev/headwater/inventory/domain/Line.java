package dev.headwater.inventory.domain;

/**
 * @param sku stock keeping unit; at most once in an order
 * @param quantity pieces
 */
public record Line(String sku, int quantity) {}
