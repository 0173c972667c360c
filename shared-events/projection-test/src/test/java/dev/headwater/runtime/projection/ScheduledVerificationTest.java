package dev.headwater.runtime.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduledVerificationTest {

    private static final Duration OFTEN = Duration.ofMillis(500);

    private final World world = new World(true);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void rowsThatAreNotWhatTheLogSaysAreNoticedAndGoodOnesToo() {
        world.fill(200);
        ProjectionEngine engine = world.engine(1, new QuickSettings(50, OFTEN));
        engine.start();
        engine.measure(new ProjectionMeters(registry));
        world.eventually("found equal", () -> verified() == 1);

        world.postgres.value("update account_view set balance = balance + 1 returning 1");
        world.eventually("found different", () -> verified() == 0);

        world.run(engine, JobStatus.Kind.REBUILD);
        world.eventually("found equal again", () -> verified() == 1);
    }

    @Test
    void replicasTakeTurnsSoThatThePeriodHoldsForAllOfThem() {
        world.fill(50);
        QuickSettings seldom = new QuickSettings(50, Duration.ofSeconds(3));
        world.engine(1, seldom).start();
        world.engine(1, seldom).start();
        world.eventually("verified", () -> count("true") > 0);
        world.eventually(
                "both have looked several times since",
                () -> count("updated_at < now() - interval '1 s'") > 0);
        assertEquals(1, count("true"));
    }

    @Test
    void whatIsParkedIsCounted() {
        world.append("ada", "add 1");
        world.append("ada", "boom");
        world.append("ada", "add 2");
        ProjectionEngine engine = world.engine(1);
        engine.start();
        engine.measure(new ProjectionMeters(registry));
        world.eventually("parked", () -> gauge("headwater.projection.parked") == 2);
    }

    private int count(String condition) {
        return Integer.parseInt(
                world.postgres.value(
                        "select count(*) from headwater_job where kind like 'VERIFICATION%' and "
                                + condition));
    }

    private double verified() {
        return gauge("headwater.projection.verified");
    }

    private double gauge(String name) {
        Gauge found = registry.find(name).gauge();
        return found == null ? -1 : found.value();
    }
}
