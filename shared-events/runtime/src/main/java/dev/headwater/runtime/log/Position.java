package dev.headwater.runtime.log;

/**
 * A place in one topic.
 *
 * @param partition 0-based
 * @param offset Kafka's offset of a record
 */
public record Position(int partition, long offset) {}
