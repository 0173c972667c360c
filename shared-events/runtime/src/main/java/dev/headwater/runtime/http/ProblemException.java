package dev.headwater.runtime.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem before anything was logged; an idempotency key stays usable. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final @Nullable Duration retryAfter;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    public ProblemException(Problem problem, @Nullable Duration retryAfter) {
        super(problem.type() + ": " + problem.detail());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public Problem problem() {
        return problem;
    }

    /** When another try is worth it, or null. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
