package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a projector without batches does: load a row, fold, upsert, commit, for each event. */
final class NaiveProjector<F, R> {

    private final FoldContext<F, R> context;
    private final Generation own;

    NaiveProjector(FoldContext<F, R> context, String table) {
        this.context = context;
        this.own = new Generation(context.name(), context.id().version(), Generation.SIDE, table);
    }

    /**
     * Folds the first events of partition 0 into an indexed table.
     *
     * @return events per second
     */
    double run(int events) {
        context.database()
                .transaction(
                        connection -> {
                            ProjectionDatabase.execute(
                                    connection, "drop table if exists " + own.table());
                            ProjectionDatabase.execute(
                                    connection,
                                    "create table %s (like %s including all)"
                                            .formatted(own.table(), own.projection()));
                            return own;
                        });
        Checkpoint at = new Checkpoint(own, 0, "naive", 0, 0, java.util.Set.of(), null);
        int done = 0;
        try (LogReader reader = context.log().reader(context.topic())) {
            reader.assign(Map.of(0, 0L));
            long began = System.nanoTime();
            while (done < events) {
                for (LogRecord record : reader.poll(Duration.ofMillis(100))) {
                    List<FoldItem<F>> one = List.of(context.reader().read(record));
                    context.database()
                            .transaction(
                                    c -> context.writer().fold(c, at, one, java.util.Set.of()));
                    done++;
                }
            }
            return done * 1e9 / (System.nanoTime() - began);
        }
    }
}
