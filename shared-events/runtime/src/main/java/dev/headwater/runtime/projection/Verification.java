package dev.headwater.runtime.projection;

import static dev.headwater.runtime.projection.ProjectionDatabase.execute;
import static dev.headwater.runtime.projection.ProjectionDatabase.quoted;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds the log afresh into a side table, up to exactly the live offsets, and compares row by row.
 * Streams that are parked live are left out from where they are parked. Appends nothing (I14); live
 * batches wait only for the last stretch.
 */
final class Verification<F, R> {

    private static final int DIFFERENCES_MAX = 100;

    private final FoldContext<F, R> context;
    private final Job job;
    private final Connection connection;

    /**
     * @param connection holds the projection's job lock
     */
    Verification(FoldContext<F, R> context, Job job, Connection connection) {
        this.context = context;
        this.job = job;
        this.connection = connection;
    }

    void run() throws SQLException {
        Generation live = context.database().transaction(c -> Checkpoints.live(c, context.id()));
        if (live.version() != context.id().version()) {
            throw new RefusedException(
                    "the table holds version %d, this program folds version %d"
                            .formatted(live.version(), context.id().version()));
        }
        Map<Integer, Checkpoint> start =
                context.database().transaction(c -> Checkpoints.all(c, live));
        Generation side =
                new Generation(
                        context.name(),
                        live.version(),
                        Generation.SIDE,
                        Generation.tableName(context.name(), Generation.SIDE));
        Map<String, Long> parked = parkedFrom(live);
        ShadowFold<F, R> shadow =
                new ShadowFold<>(
                        context,
                        side,
                        job,
                        item ->
                                item.offset()
                                        < parked.getOrDefault(
                                                item.stream().value(), Long.MAX_VALUE),
                        1);
        try {
            shadow.create();
            fold(live, side, shadow, start);
        } finally {
            context.database()
                    .transaction(
                            c -> {
                                ShadowTable.drop(c, side);
                                return side;
                            });
        }
    }

    private void fold(
            Generation live,
            Generation side,
            ShadowFold<F, R> shadow,
            Map<Integer, Checkpoint> start)
            throws SQLException {
        Map<Integer, Long> offsets = new HashMap<>();
        Map<Integer, Long> redrives = new HashMap<>();
        start.forEach(
                (partition, at) -> {
                    offsets.put(partition, at.nextOffset());
                    redrives.put(partition, at.parking());
                });
        Alignment alignment = new Alignment(context, live, shadow, job);
        alignment
                .beyondTheLog(offsets)
                .forEach(
                        (partition, end) -> {
                            throw new RefusedException(
                                    "%s-%d ends at offset %d, the rows hold all before %d: rebuild"
                                            .formatted(
                                                    context.topic(),
                                                    partition,
                                                    end,
                                                    offsets.get(partition)));
                        });
        job.total(offsets.values().stream().mapToLong(Long::longValue).sum());
        job.phase("FOLD");
        shadow.foldTo(offsets);
        job.phase("INDEX");
        shadow.index();
        job.phase("CATCH_UP");
        alignment.approach();
        try (Connection snapshot = context.database().open()) {
            hold(alignment, redrives, snapshot);
            job.phase("COMPARE");
            try {
                compare(snapshot, live, side);
            } finally {
                snapshot.rollback();
                snapshot.setAutoCommit(true);
                snapshot.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        }
    }

    /** Lets {@code snapshot} see both tables at the same offsets. */
    private void hold(Alignment alignment, Map<Integer, Long> redrives, Connection snapshot)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            if (!alignment.hold(connection, redrives)) {
                throw new RefusedException("the live table went backwards: try again");
            }
            snapshot.setAutoCommit(false);
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            execute(snapshot, "select 1 from headwater_projection");
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void compare(Connection snapshot, Generation live, Generation side)
            throws SQLException {
        Checksum lives = Checksum.of(snapshot, live.table());
        Checksum replayed = Checksum.of(snapshot, side.table());
        String sql =
                "select coalesce(l.%1$s, s.%1$s) from %2$s l full join %3$s s on l.%1$s = s.%1$s"
                                .formatted(
                                        quoted(context.mapping().keyColumn()),
                                        quoted(live.table()),
                                        quoted(side.table()))
                        + " where l::text is distinct from s::text order by 1 limit "
                        + DIFFERENCES_MAX;
        List<String> differing = new ArrayList<>();
        try (PreparedStatement select = snapshot.prepareStatement(sql)) {
            ResultSet found = select.executeQuery();
            while (found.next()) {
                differing.add(found.getString(1));
            }
        }
        job.compared(lives, replayed, differing);
    }

    private Map<String, Long> parkedFrom(Generation live) {
        String sql =
                "select stream_id, min(event_offset) from headwater_parked"
                        + " where projection = ? and generation = ? group by stream_id";
        return context.database()
                .transaction(
                        c -> {
                            Map<String, Long> from = new HashMap<>();
                            try (PreparedStatement select = c.prepareStatement(sql)) {
                                select.setString(1, live.projection());
                                select.setInt(2, live.number());
                                ResultSet found = select.executeQuery();
                                while (found.next()) {
                                    from.put(found.getString(1), found.getLong(2));
                                }
                            }
                            return from;
                        });
    }
}
