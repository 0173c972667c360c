package dev.headwater.runtime.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a shadow table to exactly the offsets of the live one, and holds both there for a moment:
 * live batches wait for the locks of the live checkpoints, readers wait for nothing.
 */
final class Alignment {

    /** How many events may be left to fold while live batches wait. */
    private static final long LAST_STRETCH_MAX = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final FoldContext<?, ?> context;
    private final Generation live;
    private final ShadowFold<?, ?> shadow;
    private final Job job;
    private final Set<Integer> beyond = new HashSet<>();

    Alignment(FoldContext<?, ?> context, Generation live, ShadowFold<?, ?> shadow, Job job) {
        this.context = context;
        this.live = live;
        this.shadow = shadow;
        this.job = job;
    }

    /**
     * Folds until the shadow is close behind the live table. A live table that is behind the shadow
     * gets some time to catch up; one that does not move (because it is refused, or nobody folds
     * it) stays behind, as does one of another version, which other programs fold.
     */
    void approach() {
        beyond.addAll(beyondTheLog(stored()).keySet());
        boolean sameFold = live.version() == context.id().version();
        long deadline = System.nanoTime() + (sameFold ? PATIENCE.toNanos() : 0);
        while (true) {
            job.requireGoing();
            Map<Integer, Long> offsets = stored();
            shadow.foldTo(offsets);
            boolean liveBehind =
                    offsets.entrySet().stream()
                            .anyMatch(each -> each.getValue() < shadow.folded(each.getKey()));
            if (distance(stored()) <= LAST_STRETCH_MAX
                    && (!liveBehind || System.nanoTime() > deadline)) {
                return;
            }
            if (liveBehind) {
                job.pause(GLANCE);
            }
        }
    }

    /**
     * Locks the live checkpoints in {@code connection}'s transaction and folds the last stretch.
     *
     * @return whether both tables now hold the same offsets; false when the live one is behind
     * @throws RefusedException the live table was swapped or redriven by somebody else meanwhile
     */
    boolean hold(Connection connection, @Nullable Map<Integer, Long> redrives) throws SQLException {
        Map<Integer, Checkpoint> locked = Checkpoints.lock(connection, live);
        Generation now = Checkpoints.find(connection, live.projection()).orElse(live);
        if (!now.equals(live)) {
            throw new RefusedException("the table was rebuilt meanwhile: try again");
        }
        boolean same = true;
        Map<Integer, Long> offsets = new HashMap<>();
        for (Checkpoint each : locked.values()) {
            offsets.put(each.partition(), each.nextOffset());
            same &= each.nextOffset() >= shadow.position(each.partition());
            if (redrives != null && redrives.getOrDefault(each.partition(), 0L) != each.parking()) {
                throw new RefusedException("parked streams were redriven meanwhile: try again");
            }
        }
        offsets.keySet().removeAll(beyond);
        job.holding(true);
        try {
            shadow.foldTo(offsets);
        } finally {
            job.holding(false);
        }
        return same;
    }

    private Map<Integer, Long> stored() {
        return context.database()
                .transaction(
                        connection -> {
                            Map<Integer, Long> offsets = new HashMap<>();
                            Checkpoints.all(connection, live)
                                    .forEach((p, at) -> offsets.put(p, at.nextOffset()));
                            offsets.keySet().removeAll(beyond);
                            return offsets;
                        });
    }

    /**
     * Of {@code offsets}, read before, those that the log does not reach, by partition with its
     * end: the topic was recreated or cut, and nobody folds them further.
     */
    Map<Integer, Long> beyondTheLog(Map<Integer, Long> offsets) {
        Map<Integer, Long> ends = new HashMap<>(shadow.ends());
        ends.entrySet().removeIf(end -> offsets.getOrDefault(end.getKey(), 0L) <= end.getValue());
        return ends;
    }

    private long distance(Map<Integer, Long> offsets) {
        return offsets.entrySet().stream()
                .mapToLong(each -> Math.max(0, each.getValue() - shadow.position(each.getKey())))
                .sum();
    }
}
