package dev.headwater.runtime.projection;

import static dev.headwater.runtime.projection.ProjectionDatabase.execute;

import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.log.LogUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds a projection beside itself: folds the log from 0 into the next generation's table,
 * catches up, and swaps the tables in one transaction. Readers never fail and never see fewer
 * events than before; live batches go on until the swap and behind it. When it fails, readers keep
 * what they have; when PostgreSQL, the log or the process go away, it goes on where it stood.
 *
 * <p>The old table is kept under the name of its generation until the next rebuild, not fed
 * further: a rollback catches up with what it has missed, and swaps it back in the same way.
 */
final class Rebuild<F, R> {

    private final FoldContext<F, R> context;
    private final Job job;
    private final Connection connection;
    private final @Nullable SharedPass pass;

    /**
     * @param connection holds the projection's job lock; the swap happens on it, so that a lost
     *     lock is a failed swap
     * @param pass with whom the log is read, if with anybody
     */
    Rebuild(FoldContext<F, R> context, Job job, Connection connection, @Nullable SharedPass pass) {
        this.context = context;
        this.pass = pass;
        this.job = job;
        this.connection = connection;
    }

    void run() throws SQLException {
        // A commit whose answer was lost, or a comparison that was: the swap is done once.
        if (context.database().transaction(c -> JobStore.hasSwapped(c, job))) {
            return;
        }
        Generation live = context.database().transaction(c -> Checkpoints.live(c, context.id()));
        int number = live.number() + 1;
        Generation next =
                new Generation(
                        context.name(),
                        context.id().version(),
                        number,
                        Generation.tableName(context.name(), number));
        ShadowFold<F, R> shadow =
                new ShadowFold<>(context, next, job, _ -> true, pass == null ? 1 : pass.size());
        try {
            prepare(live, next, shadow);
            openLive(live, shadow.partitions());
            Map<Integer, Long> ends = shadow.ends();
            job.total(ends.values().stream().mapToLong(Long::longValue).sum());
            job.phase("FOLD");
            if (pass == null || pass.isClosed()) {
                shadow.foldTo(ends);
            } else {
                pass.foldTo(job, shadow, ends);
            }
            job.phase("INDEX");
            shadow.index();
            swap(live, next, shadow);
        } catch (SQLException | RuntimeException e) {
            if (!resumable(e)) {
                discard(live, next, e);
            }
            throw e;
        }
    }

    /** Goes on with the table that this job has begun, or takes the kept one, or a new one. */
    private void prepare(Generation live, Generation next, ShadowFold<F, R> shadow) {
        if (context.database().transaction(c -> isBegun(c, next))) {
            shadow.resume();
        } else if (job.kind() == JobStatus.Kind.ROLLBACK) {
            takeBack(live, next);
            shadow.resume();
        } else {
            context.database()
                    .transaction(
                            c -> {
                                ShadowTable.dropOthers(c, live);
                                return live;
                            });
            shadow.create();
        }
    }

    /** Whether what was begun, if anything was, holds rows of this program's fold. */
    static boolean canGoOn(FoldContext<?, ?> context) {
        return context.database()
                .transaction(
                        c ->
                                Checkpoints.begun(c, context.name())
                                        .filter(version -> version != context.id().version())
                                        .isEmpty());
    }

    /** What other jobs had begun was dropped before this one was, see {@link #clear}. */
    private static boolean isBegun(Connection c, Generation next) throws SQLException {
        return !Checkpoints.all(c, next).isEmpty();
    }

    /**
     * Gives up what jobs of processes that are gone have begun. The caller holds the lock, and is
     * about to begin anew.
     */
    static void clear(FoldContext<?, ?> context) {
        context.database()
                .transaction(
                        c -> {
                            Generation live = Checkpoints.live(c, context.id());
                            ShadowTable.dropBegun(c, live);
                            JobStore.giveUp(c, live.projection());
                            return live;
                        });
    }

    private void takeBack(Generation live, Generation next) {
        context.database()
                .transaction(
                        c -> {
                            Generation kept =
                                    Checkpoints.kept(c, live)
                                            .orElseThrow(
                                                    () ->
                                                            new RefusedException(
                                                                    "no table is kept to go back to: rebuild instead"));
                            if (kept.version() != next.version()) {
                                throw new RefusedException(
                                        "the kept table is of version %d, this program folds version %d: start the one that folds it"
                                                .formatted(kept.version(), next.version()));
                            }
                            ShadowTable.renumber(c, kept, next);
                            return next;
                        });
    }

    /** Whether this job, here or in the next process, goes on with the table that it fills. */
    private boolean resumable(Exception e) {
        if (job.left()) {
            return true;
        }
        return switch (e) {
            case DatabaseException database -> database.lost();
            case SQLException database -> new DatabaseException(database).lost();
            case LogUnavailableException _,
                    SchemaUnavailableException _,
                    StaleCheckpointException _ ->
                    true;
            default -> false;
        };
    }

    /** Every live partition gets its checkpoint now, so that the swap can lock them all. */
    private void openLive(Generation live, int partitions) {
        String topicId = context.log().topicId(context.topic());
        context.database()
                .transaction(
                        c -> {
                            for (int p = 0; p < partitions; p++) {
                                Checkpoints.open(c, live, p, topicId);
                            }
                            return partitions;
                        });
    }

    private void swap(Generation live, Generation next, ShadowFold<F, R> shadow)
            throws SQLException {
        Alignment alignment = new Alignment(context, live, shadow, job);
        for (int tries = 1; ; tries++) {
            job.phase("CATCH_UP");
            alignment.approach();
            job.phase("SWAP");
            flush();
            try (Connection snapshot = context.database().open()) {
                attempt(live, next, alignment, snapshot);
                flush();
                job.phase("COMPARE");
                compare(live, snapshot);
                return;
            } catch (SQLException e) {
                if (!new DatabaseException(e).locked()
                        || tries >= context.settings().swapTriesMax()) {
                    throw e;
                }
                // A long reader: let those who queued behind us pass.
                job.pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(50, 500)));
            }
        }
    }

    /**
     * Waits for the disk while nobody waits for us: before the swap for the shadow's commits, which
     * did not wait, and behind it for the swap. Were it lost in a crash until then, this fails, and
     * the job begins again where the table stands.
     */
    private void flush() throws SQLException {
        execute(
                connection,
                "update headwater_job set updated_at = now() where id = '%s'".formatted(job.id()));
    }

    private void attempt(Generation live, Generation next, Alignment alignment, Connection snapshot)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(connection, "set local synchronous_commit = off");
            execute(
                    connection,
                    "set local lock_timeout = " + context.settings().swapLockTimeout().toMillis());
            alignment.hold(connection, null);
            // Taken while both tables hold the same events; it sees them so for as long as it
            // likes.
            snapshot.setAutoCommit(false);
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            execute(snapshot, "select 1 from headwater_projection");
            ShadowTable.swap(connection, live, next);
            JobStore.swapped(connection, job);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            release(snapshot);
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void compare(Generation live, Connection snapshot) throws SQLException {
        try {
            String kept = Generation.tableName(live.projection(), live.number());
            job.compared(
                    Checksum.of(snapshot, kept),
                    Checksum.of(snapshot, live.projection()),
                    List.of());
        } finally {
            release(snapshot);
        }
    }

    private static void release(Connection snapshot) throws SQLException {
        if (!snapshot.getAutoCommit()) {
            snapshot.rollback();
            snapshot.setAutoCommit(true);
            snapshot.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    /** Drops what was begun; the kept table of a rollback stays kept. */
    private void discard(Generation live, Generation next, Exception cause) {
        int number = live.number() - 1;
        Generation kept =
                new Generation(
                        next.projection(),
                        next.version(),
                        number,
                        Generation.tableName(next.projection(), number));
        try {
            context.database()
                    .transaction(
                            c -> {
                                boolean swapped =
                                        Checkpoints.find(c, next.projection())
                                                .filter(g -> g.number() == next.number())
                                                .isPresent();
                                if (swapped) {
                                    return true;
                                }
                                if (job.kind() != JobStatus.Kind.ROLLBACK) {
                                    ShadowTable.drop(c, next);
                                } else if (isBegun(c, next)) {
                                    ShadowTable.renumber(c, next, kept);
                                }
                                return false;
                            });
        } catch (DatabaseException e) {
            cause.addSuppressed(e);
        }
    }
}
