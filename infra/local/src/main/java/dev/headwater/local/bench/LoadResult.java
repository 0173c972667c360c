package dev.headwater.local.bench;

import java.util.Map;
import org.HdrHistogram.AbstractHistogram;

/**
 * What came of a load, or of a part of it.
 *
 * @param arrivals operations that were to arrive in all
 * @param perSecond the rate that was asked for
 * @param seconds from the beginning to the last answer [s]
 * @param answers how many of each
 * @param sinceDue latency of what was done, from the moment at which it was due [µs]
 * @param sinceBegun the same from the moment at which it really began [µs]
 * @param late how late operations began [µs]: what the load generator itself adds
 * @param complete whether everything that was begun was answered
 */
public record LoadResult(
        long arrivals,
        double perSecond,
        double seconds,
        Map<Answer, Long> answers,
        AbstractHistogram sinceDue,
        AbstractHistogram sinceBegun,
        AbstractHistogram late,
        boolean complete) {

    public long count(Answer answer) {
        return answers.getOrDefault(answer, 0L);
    }

    /** How many have ended so far, in whatever way. */
    public long ended() {
        return answers.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Done per second. */
    public double rate() {
        return seconds <= 0 ? 0 : count(Answer.DONE) / seconds;
    }

    /** Share of what arrived that was answered so [%]. */
    public double percent(Answer answer) {
        return ended() == 0 ? 0 : 100.0 * count(answer) / ended();
    }

    /**
     * Latency from the moment at which operations were due.
     *
     * @param percent 0 to 100; 100 is the longest
     * @return milliseconds; 0 when nothing was done
     */
    public double millis(double percent) {
        return millis(sinceDue, percent);
    }

    static double millis(AbstractHistogram histogram, double percent) {
        return histogram.getTotalCount() == 0
                ? 0
                : histogram.getValueAtPercentile(percent) / 1_000.0;
    }
}
