package dev.headwater.runtime.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.log.Envelope;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several projections of one topic, rebuilt in one reading of it. */
class SharedPassTest {

    private static final int EVENTS = 400;

    private final World world = new World(true);
    private final AtomicInteger decoded = new AtomicInteger();

    /** Counts what is decoded. */
    private final class CountingCodec implements Codec<String> {

        private final Accounts.TextCodec text = new Accounts.TextCodec();

        @Override
        public byte[] encode(String value) {
            return text.encode(value);
        }

        @Override
        public String decode(byte[] bytes) {
            decoded.incrementAndGet();
            return text.decode(bytes);
        }

        @Override
        public String typeOf(String value) {
            return text.typeOf(value);
        }
    }

    /** The same rows in another table; {@code spoiled} keys are no keys. */
    private record Twin(Accounts.ViewProjection sound, String name, boolean spoiled)
            implements Projection<String, AccountView> {

        @Override
        public ProjectionId id() {
            return new ProjectionId(name, 1);
        }

        @Override
        public Set<String> keys(Envelope<String> event) {
            return spoiled ? Set.of("nobody's") : sound.keys(event);
        }

        @Override
        public @Nullable AccountView fold(
                String key, @Nullable AccountView row, Envelope<String> event) {
            return sound.fold(key, row, event);
        }
    }

    private ProjectionEngine engine;

    @BeforeEach
    void threeProjections() {
        for (String name : List.of("second", "third")) {
            world.postgres.execute(
                    "create table %s (like account_view including all)".formatted(name));
        }
        engine = engine(false);
        world.fill(EVENTS);
        engine.start();
        for (String name : List.of("account_view", "second", "third")) {
            world.eventually(
                    name + " is folded",
                    () -> world.balances(name).equals(world.expectedBalances()));
        }
        decoded.set(0);
    }

    private ProjectionEngine engine(boolean spoiled) {
        Codec<String> codec = new CountingCodec();
        return new ProjectionEngine(
                "accounts",
                List.of(
                        twin("account_view", false, codec),
                        twin("second", false, codec),
                        twin("third", spoiled, codec)),
                world.log,
                world.postgres.database,
                world.settings,
                world.postgres.sessions,
                InstantSource.system());
    }

    private static ProjectionDefinition<String, AccountView> twin(
            String name, boolean spoiled, Codec<String> codec) {
        return new ProjectionDefinition<>(
                new Twin(new Accounts.ViewProjection(1), name, spoiled),
                "accounts",
                codec,
                AccountView.class);
    }

    @AfterEach
    void close() {
        engine.close();
        world.close();
    }

    private static Map<String, JobStatus> together(ProjectionEngine engine, long rate) {
        List<FoldContext<?, ?>> contexts =
                engine.all().stream().<FoldContext<?, ?>>map(RunningProjection::context).toList();
        return engine.jobs().rebuildTogether(contexts, rate);
    }

    private JobStatus ended(ProjectionEngine engine, JobStatus job) {
        world.eventually(
                "it ends", () -> World.status(engine, job).status() != JobStatus.State.RUNNING);
        return World.status(engine, job);
    }

    @Test
    void everyEventIsDecodedOnceAndAllTablesAreRight() {
        Map<String, JobStatus> jobs = together(engine, 0);
        assertEquals(Set.of("account_view", "second", "third"), jobs.keySet());
        for (JobStatus each : jobs.values()) {
            JobStatus job = ended(engine, each);
            assertEquals(JobStatus.State.SUCCEEDED, job.status(), job::toString);
            assertEquals(world.expectedBalances(), world.balances(each.projection()));
        }
        assertEquals(EVENTS, decoded.get());
    }

    @Test
    void oneThatIsRefusedLeavesTheOthers() {
        engine.close();
        engine = engine(true);
        Map<String, JobStatus> jobs = together(engine, 0);
        for (JobStatus each : jobs.values()) {
            JobStatus job = ended(engine, each);
            boolean spoiled = each.projection().equals("third");
            assertEquals(
                    spoiled ? JobStatus.State.FAILED : JobStatus.State.SUCCEEDED,
                    job.status(),
                    job::toString);
            assertEquals(world.expectedBalances(), world.balances(each.projection()));
        }
    }

    @Test
    void oneThatIsCancelledLeavesTheOthers() {
        Map<String, JobStatus> jobs = together(engine, 400);
        UUID second = UUID.fromString(jobs.get("second").id());
        engine.jobs().cancel(second);
        for (JobStatus each : jobs.values()) {
            JobStatus job = ended(engine, each);
            assertEquals(
                    each.projection().equals("second")
                            ? JobStatus.State.CANCELLED
                            : JobStatus.State.SUCCEEDED,
                    job.status(),
                    job::toString);
        }
        assertEquals(world.expectedBalances(), world.balances("third"));
    }

    @Test
    void lostConnectionsAreNoEnd() {
        Map<String, JobStatus> jobs = together(engine, 400);
        world.eventually("on", () -> World.status(engine, jobs.get("third")).eventsDone() >= 100);
        world.postgres.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()");
        for (JobStatus each : jobs.values()) {
            JobStatus job = ended(engine, each);
            assertEquals(JobStatus.State.SUCCEEDED, job.status(), job::toString);
            assertEquals(world.expectedBalances(), world.balances(each.projection()));
        }
    }

    @Test
    void oneOnWhichAJobRunsIsLeftOut() {
        FoldContext<?, ?> second = engine.find("second").orElseThrow().context();
        JobStatus before =
                engine.jobs().start(JobStatus.Kind.VERIFICATION, second, 200).orElseThrow();
        Map<String, JobStatus> jobs = together(engine, 0);
        assertEquals(Set.of("account_view", "third"), jobs.keySet());
        jobs.values()
                .forEach(
                        each ->
                                assertEquals(
                                        JobStatus.State.SUCCEEDED, ended(engine, each).status()));
        assertTrue(ended(engine, before).status() != JobStatus.State.RUNNING);
    }
}
