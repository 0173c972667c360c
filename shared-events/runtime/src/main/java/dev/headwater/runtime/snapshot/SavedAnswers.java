package dev.headwater.runtime.snapshot;

/**
 * The commands that were answered between two snapshots.
 *
 * @param clients whether they came from clients, whose answers are kept for a time, or followed
 *     from events, of which the newest are kept
 * @param untilOutcome their outcomes lie below this offset
 * @param answers ids, fingerprints and places of the outcomes, packed
 */
public record SavedAnswers(boolean clients, long untilOutcome, byte[] answers) {}
