package dev.headwater.local.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Durations of the same thing, and their percentiles by nearest rank. */
final class Latencies {

    private final List<Long> nanos = new ArrayList<>();

    void add(long elapsedNanos) {
        nanos.add(elapsedNanos);
    }

    int count() {
        return nanos.size();
    }

    /**
     * @param percent 0 to 100
     * @return milliseconds; 0 when nothing was measured
     */
    double millis(double percent) {
        if (nanos.isEmpty()) {
            return 0;
        }
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(0, rank - 1)) / 1e6;
    }
}
