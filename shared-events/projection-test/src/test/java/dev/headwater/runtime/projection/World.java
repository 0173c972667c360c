package dev.headwater.runtime.projection;

import static dev.headwater.runtime.log.PartitionLog.Target.EVENTS;

import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.Ids;
import dev.headwater.runtime.log.PartitionLog;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.testkit.log.FakeLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A log with accounts in it, a database, and what is expected of the table. */
final class World implements AutoCloseable {

    static final String TOPIC = "accounts.events";
    static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final Postgres postgres = new Postgres();
    final FakeLog log;
    final ProjectionSettings settings = new QuickSettings(50);
    private final Map<String, Long> versions = new HashMap<>();
    private final List<ProjectionEngine> engines = new ArrayList<>();

    World(boolean blocking) {
        log = new FakeLog(PARTITIONS, InstantSource.system(), blocking);
        postgres.migrate();
        Accounts.BUG.set(true);
        Accounts.REGISTRY_DOWN.set(false);
    }

    /** Appends the next event of an account. */
    void append(String account, String text) {
        long version = versions.merge(account, 1L, Long::sum);
        append(account, text, version);
    }

    void append(String account, String text, long version) {
        StreamId stream = StreamId.of("account", account);
        Map<String, String> headers =
                Map.of(
                        Headers.STREAM_VERSION,
                        Long.toString(version),
                        Headers.EVENT_ID,
                        Ids.event("accounts", stream, version).toString(),
                        Headers.COMMAND_ID,
                        UUID.randomUUID().toString(),
                        Headers.CORRELATION_ID,
                        "test");
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (PartitionLog writer = log.acquire("accounts", log.partitionOf(stream, PARTITIONS))) {
            // A transaction of its own, so that a control record follows every event.
            writer.commit(
                    List.of(new PartitionLog.Append(EVENTS, stream.value(), body, headers)),
                    writer.barrier().events());
        }
    }

    /** Some events on some accounts, deletions among them. */
    void fill(int events) {
        for (int i = 0; i < events; i++) {
            append("a" + i % 17, i % 13 == 12 ? "delete" : i % 11 == 3 ? "nothing" : "add " + i);
        }
    }

    /** Starts a job and waits for its end. */
    JobStatus run(ProjectionEngine engine, JobStatus.Kind kind) {
        JobStatus started = start(engine, kind);
        eventually(
                kind + " ends", () -> status(engine, started).status() != JobStatus.State.RUNNING);
        return status(engine, started);
    }

    JobStatus start(ProjectionEngine engine, JobStatus.Kind kind) {
        FoldContext<?, ?> context = engine.find("account_view").orElseThrow().context();
        return engine.jobs().start(kind, context, 0).orElseThrow();
    }

    static JobStatus status(ProjectionEngine engine, JobStatus job) {
        return engine.jobs().find(UUID.fromString(job.id())).orElseThrow();
    }

    FoldContext<String, AccountView> context(int version) {
        return FoldContext.of(
                Accounts.view(version),
                log,
                postgres.database,
                settings,
                postgres.sessions,
                new SkippedEvents(log, "accounts"));
    }

    ProjectionEngine engine(int version) {
        return engine(version, settings);
    }

    ProjectionEngine engine(int version, ProjectionSettings how) {
        ProjectionEngine engine =
                new ProjectionEngine(
                        "accounts",
                        List.of(Accounts.view(version)),
                        log,
                        postgres.database,
                        how,
                        postgres.sessions,
                        InstantSource.system());
        engines.add(engine);
        return engine;
    }

    /** Events that no checkpoint of the live table is past. */
    boolean caughtUp() {
        long left = 0;
        for (int p = 0; p < PARTITIONS; p++) {
            var records = log.committed(TOPIC, p);
            long end = records.isEmpty() ? 0 : records.getLast().offset() + 1;
            left += Math.max(0, end - nextOffset(p));
        }
        return left == 0;
    }

    long nextOffset(int partition) {
        String next =
                postgres.value(
                        "select next_offset from headwater_checkpoint c join headwater_projection p"
                                + " using (projection, generation) where partition = "
                                + partition);
        return next.equals("null") ? 0 : Long.parseLong(next);
    }

    /** The rows of {@code table} as text, by key. */
    String rows(String table) {
        return postgres.value(
                "select coalesce(string_agg(t::text, E'\\n' order by account_id), '') from "
                        + table
                        + " t");
    }

    /** What the balances must be: folded here, from the log, without any of the code under test. */
    String expectedBalances() {
        Map<String, Integer> balances = new TreeMap<>();
        for (int p = 0; p < PARTITIONS; p++) {
            log.committed(TOPIC, p)
                    .forEach(record -> apply(balances, record.key(), record.value()));
        }
        StringBuilder text = new StringBuilder();
        balances.forEach((id, balance) -> text.append(id).append('=').append(balance).append(' '));
        return text.toString();
    }

    private static void apply(
            Map<String, Integer> balances, @Nullable String key, byte @Nullable [] value) {
        String id = String.valueOf(key).substring("account-".length());
        String text = new String(value == null ? new byte[0] : value, StandardCharsets.UTF_8);
        if (text.startsWith("add ")) {
            balances.merge(id, Integer.parseInt(text.substring(4)), Integer::sum);
        } else if (text.equals("delete")) {
            balances.remove(id);
        } else if (!text.equals("nothing")) {
            balances.merge(id, 0, Integer::sum);
        }
    }

    String actualBalances() {
        return balances("account_view");
    }

    String balances(String table) {
        return postgres.value(
                "select coalesce(string_agg(account_id || '=' || trunc(balance) || ' ', ''"
                        + " order by account_id collate \"C\"), '') from "
                        + table);
    }

    /** Waits for a condition, at most the patience of a test. */
    void eventually(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!holds(condition)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("never happened: " + what + "; " + problems());
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** What the engines of this world complain about. */
    String problems() {
        StringBuilder all = new StringBuilder();
        for (ProjectionEngine engine : engines) {
            engine.all().forEach(each -> each.runner().problems().forEach(all::append));
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int number = log.committed(TOPIC, partition).size();
            all.append(" p%d %d of %d".formatted(partition, nextOffset(partition), number));
        }
        return all.toString();
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (IllegalStateException _) {
            return false;
        }
    }

    @Override
    public void close() {
        engines.forEach(ProjectionEngine::close);
        postgres.close();
    }
}
