package dev.headwater.local.cli;

import dev.headwater.local.bench.Answer;
import dev.headwater.local.bench.LoadResult;
import java.io.PrintStream;

/** A line a second about a load that runs. */
final class LoadProgress {

    private final PrintStream out;
    private final boolean shown;

    LoadProgress(PrintStream out, boolean shown) {
        this.out = out;
        this.shown = shown;
    }

    void show(LoadResult soFar) {
        if (shown) {
            out.printf(
                    "  %,8d of %,d  %,7.0f/s  p50 %,.1f ms  p99 %,.1f ms  %,d unknown, %,d failed%n",
                    soFar.ended(),
                    soFar.arrivals(),
                    soFar.rate(),
                    soFar.millis(50),
                    soFar.millis(99),
                    soFar.count(Answer.UNKNOWN),
                    soFar.count(Answer.FAILED));
            out.flush();
        }
    }
}
