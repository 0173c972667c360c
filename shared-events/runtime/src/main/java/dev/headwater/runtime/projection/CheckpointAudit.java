package dev.headwater.runtime.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares what a process believes of its partitions with what is stored. A batch finds out by its
 * compare-and-set; a partition without events would never notice that its database was dropped, its
 * table swapped, a stream redriven, or its topic recreated. Stateless.
 */
final class CheckpointAudit {

    private CheckpointAudit() {}

    /**
     * @param believed the open checkpoints of this process
     * @param topicId the topic's id now
     * @return the partitions to read again
     * @throws DatabaseException as every batch would
     */
    static Set<Integer> stale(
            FoldContext<?, ?> context, Collection<Checkpoint> believed, String topicId) {
        Map<Integer, Checkpoint> stored =
                context.database().transaction(c -> stored(c, context.name()));
        return believed.stream()
                .filter(
                        mine ->
                                !mine.equals(stored.get(mine.partition()))
                                        || !mine.topicId().equals(topicId))
                .map(Checkpoint::partition)
                .collect(Collectors.toSet());
    }

    private static Map<Integer, Checkpoint> stored(Connection connection, String projection)
            throws SQLException {
        Optional<Generation> live = Checkpoints.find(connection, projection);
        return live.isEmpty() ? new HashMap<>() : Checkpoints.all(connection, live.get());
    }
}
