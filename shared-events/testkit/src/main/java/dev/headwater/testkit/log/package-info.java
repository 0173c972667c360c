/**
 * The log in memory, with transactions, fences, groups and faults, and the contract it shares with
 * Kafka.
 */
@NullMarked
package dev.headwater.testkit.log;

import org.jspecify.annotations.NullMarked;
