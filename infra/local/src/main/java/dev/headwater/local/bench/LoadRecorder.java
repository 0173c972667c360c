package dev.headwater.local.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;

/** Collects what {@link OpenLoad} sees. Thread-safe. */
final class LoadRecorder {

    private static final int DIGITS = 3;

    private final long arrivals;
    private final double perSecond;
    private final long began = System.nanoTime();
    private final AtomicLong lastAnswer = new AtomicLong(began);
    private final Map<Answer, AtomicLong> answers = new EnumMap<>(Answer.class);
    private final ConcurrentHistogram sinceDue = new ConcurrentHistogram(DIGITS);
    private final ConcurrentHistogram sinceBegun = new ConcurrentHistogram(DIGITS);
    private final ConcurrentHistogram late = new ConcurrentHistogram(DIGITS);
    private volatile boolean complete = true;

    LoadRecorder(long arrivals, double perSecond) {
        this.arrivals = arrivals;
        this.perSecond = perSecond;
        for (Answer answer : Answer.values()) {
            answers.put(answer, new AtomicLong());
        }
    }

    void notBegun() {
        count(Answer.NOT_BEGUN);
    }

    /** All times as {@link System#nanoTime}. Latencies are of operations that were done. */
    void answered(Answer answer, long due, long begun, long ended) {
        count(answer);
        late.recordValue(micros(begun - due));
        lastAnswer.accumulateAndGet(ended, Math::max);
        if (answer == Answer.DONE) {
            sinceDue.recordValue(micros(ended - due));
            sinceBegun.recordValue(micros(ended - begun));
        }
    }

    /** Whether nothing was left without an answer. */
    void answeredInTime(boolean all) {
        complete = all;
    }

    LoadResult result() {
        Map<Answer, Long> counts = new EnumMap<>(Answer.class);
        answers.forEach((answer, count) -> counts.put(answer, count.get()));
        return new LoadResult(
                arrivals,
                perSecond,
                (lastAnswer.get() - began) / 1e9,
                counts,
                sinceDue.copy(),
                sinceBegun.copy(),
                late.copy(),
                complete);
    }

    @SuppressWarnings("NullAway") // the map has every answer
    private void count(Answer answer) {
        answers.get(answer).incrementAndGet();
    }

    private static long micros(long nanos) {
        return Math.max(0, nanos / 1_000);
    }
}
