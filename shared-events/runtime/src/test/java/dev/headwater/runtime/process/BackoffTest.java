package dev.headwater.runtime.process;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Property
    void a_wait_lies_between_half_of_the_doubled_one_and_the_limit(
            @ForAll @IntRange(min = 1) int failures,
            @ForAll @LongRange(min = 1, max = 10_000) long min,
            @ForAll @LongRange(min = 10_000, max = 1_000_000_000) long max,
            @ForAll long seed) {
        Backoff backoff =
                new Backoff(Duration.ofMillis(min), Duration.ofMillis(max), new Random(seed));

        Duration wait = backoff.after(failures);

        double doubled = Math.min((double) max, min * Math.pow(2, Math.min(failures - 1, 30)));
        assertTrue(wait.compareTo(Duration.ofMillis(min)) >= 0, wait::toString);
        assertTrue(wait.compareTo(Duration.ofMillis(max)) <= 0, wait::toString);
        assertTrue(wait.toNanos() >= Math.floor(doubled * 500_000), wait::toString);
        assertTrue(wait.toNanos() <= Math.ceil(doubled * 1_000_000), wait::toString);
    }

    @Test
    void a_limit_below_the_first_wait_is_refused() {
        Duration second = Duration.ofSeconds(1);
        Duration less = Duration.ofMillis(999);
        Random random = new Random(1);
        assertThrows(IllegalArgumentException.class, () -> new Backoff(second, less, random));
        assertThrows(
                IllegalArgumentException.class, () -> new Backoff(Duration.ZERO, less, random));
    }
}
