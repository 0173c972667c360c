package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.GroupMember;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that this process folds of one projection, as the group assigns them. A batch is a
 * transaction of its own, so nothing is ever in flight when they come and go. Readable from any
 * thread.
 */
final class LivePartitions implements GroupMember.Listener {

    private final String projection;
    private final Map<Integer, LivePartition> partitions = new ConcurrentHashMap<>();
    private final FoldedOffsets folded = new FoldedOffsets();

    LivePartitions(String projection) {
        this.projection = projection;
    }

    @Override
    public void assigned(Set<Integer> mine) {
        mine.forEach(partition -> partitions.put(partition, new LivePartition(partition)));
    }

    @Override
    public void revoked(Set<Integer> gone) {
        lost(gone);
    }

    @Override
    public void lost(Set<Integer> gone) {
        gone.forEach(
                partition -> {
                    partitions.remove(partition);
                    folded.forget(partition);
                });
    }

    /** This process has left the group. */
    void clear() {
        lost(Set.copyOf(partitions.keySet()));
    }

    Collection<LivePartition> all() {
        return partitions.values();
    }

    @Nullable LivePartition find(int partition) {
        return partitions.get(partition);
    }

    /** How far they are folded. */
    FoldedOffsets folded() {
        return folded;
    }

    /** Why those of {@code which} are not folded, a sentence for each. */
    Set<String> sentences(Predicate<LivePartition> which) {
        return partitions.values().stream()
                .filter(which)
                .map(
                        partition ->
                                "projection %s, partition %d: %s"
                                        .formatted(
                                                projection, partition.number(), partition.reason()))
                .collect(Collectors.toSet());
    }
}
