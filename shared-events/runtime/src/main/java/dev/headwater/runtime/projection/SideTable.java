package dev.headwater.runtime.projection;

import static dev.headwater.runtime.projection.ProjectionDatabase.quoted;

import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Folds a part of the log into a table beside the live ones, for analysis: a projection's rows as
 * of some time, of one stream, of some offsets. The table is the caller's afterwards; nothing feeds
 * it. Appends nothing (I14). A poisoned event parks its stream here, too, and is left out.
 */
final class SideTable<F, R> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");

    private final FoldContext<F, R> context;
    private final Job job;
    private final String table;
    private final Selection selection;

    /**
     * @param table its name
     * @throws IllegalArgumentException when it is none; the message is for the caller
     */
    SideTable(FoldContext<F, R> context, Job job, String table, Selection selection) {
        this.context = context;
        this.job = job;
        this.table = requireName(table);
        this.selection = selection;
    }

    /**
     * @throws IllegalArgumentException when it is no name of a table; the message is for the caller
     */
    static String requireName(String table) {
        if (!NAME.matcher(table).matches() || table.startsWith("headwater_")) {
            throw new IllegalArgumentException(
                    "a table's name is [a-z][a-z0-9_]{0,47} and does not start with headwater_,"
                            + " unlike '%s'".formatted(table));
        }
        return table;
    }

    void run() {
        Map<Integer, Selection.Range> ranges = ranges();
        Generation side =
                new Generation("side:" + table, context.id().version(), Generation.SIDE, table);
        context.database().transaction(this::requireOurs);
        Map<Integer, Long> starts = new HashMap<>();
        Map<Integer, Long> targets = new HashMap<>();
        ranges.forEach(
                (partition, range) -> {
                    starts.put(partition, range.from());
                    targets.put(partition, range.to());
                });
        ShadowFold<F, R> fold =
                new ShadowFold<>(context, side, job, item -> selection.includes(item.stream()), 1);
        boolean done = false;
        try {
            fold.create(starts);
            job.total(targets.values().stream().mapToLong(Long::longValue).sum());
            job.phase("FOLD");
            fold.foldTo(targets);
            job.phase("INDEX");
            fold.index();
            context.database().transaction(c -> finish(c, side));
            done = true;
        } finally {
            if (!done) {
                context.database().transaction(c -> dropped(c, side));
            }
        }
    }

    private Map<Integer, Selection.Range> ranges() {
        try (LogReader reader = context.log().reader(context.topic())) {
            return selection.ranges(context.log(), reader, context.topic());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    /** A table that somebody else made is not to be dropped. */
    private boolean requireOurs(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select obj_description(to_regclass(?), 'pg_class') like ?"
                                + " from (select 1) one where to_regclass(?) is not null")) {
            select.setString(1, quoted(table));
            select.setString(2, ShadowTable.MADE_BY + "%");
            select.setString(3, quoted(table));
            ResultSet found = select.executeQuery();
            if (found.next() && !found.getBoolean(1)) {
                throw new RefusedException(
                        "there is a table %s that no replay has made: choose another name"
                                .formatted(table));
            }
            return true;
        }
    }

    private Generation finish(Connection connection, Generation side) throws SQLException {
        job.made(Checksum.of(connection, table));
        ShadowTable.comment(connection, table, context.id() + ": " + selection);
        ShadowTable.forget(connection, side);
        return side;
    }

    private static Generation dropped(Connection connection, Generation side) throws SQLException {
        ShadowTable.drop(connection, side);
        return side;
    }
}
