package dev.headwater.inventory.domain;

/** All that happens in inventory: one topic, two kinds of streams. */
public sealed interface InventoryEvent permits ItemEvent, ReservationEvent {}
