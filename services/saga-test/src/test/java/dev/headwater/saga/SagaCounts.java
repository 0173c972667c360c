package dev.headwater.saga;

import java.util.Map;
import java.util.TreeMap;

/** What a test run has been through. */
final class SagaCounts {

    int runs;
    int orders;
    long messages;
    long duplicates;
    long events;
    final Map<String, Integer> ends = new TreeMap<>();

    @Override
    public String toString() {
        return "saga: %d runs, %d orders %s, %d events, %d messages, %d of them duplicates"
                .formatted(runs, orders, ends, events, messages, duplicates);
    }
}
