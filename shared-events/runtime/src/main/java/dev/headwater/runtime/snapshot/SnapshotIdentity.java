package dev.headwater.runtime.snapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * What a snapshot must have been taken of to be of use: other topics, another number of partitions
 * or another form of state make it worthless.
 *
 * @param eventsTopicId Kafka's id of {@code <svc>.events}
 * @param outcomesTopicId Kafka's id of {@code <svc>.outcomes}
 * @param partitions N
 * @param stateSchema fingerprint of the forms of all the service's states
 */
public record SnapshotIdentity(
        String eventsTopicId, String outcomesTopicId, int partitions, String stateSchema) {

    /** What differs, for people; empty when nothing does. */
    public List<String> differences(SnapshotIdentity other) {
        List<String> differences = new ArrayList<>();
        compare("topic id of the events", eventsTopicId, other.eventsTopicId, differences);
        compare("topic id of the outcomes", outcomesTopicId, other.outcomesTopicId, differences);
        compare("number of partitions", partitions, other.partitions, differences);
        compare("state schema", stateSchema, other.stateSchema, differences);
        return differences;
    }

    private static void compare(String what, Object mine, Object others, List<String> to) {
        if (!mine.equals(others)) {
            to.add("%s is %s here and %s in the snapshot".formatted(what, mine, others));
        }
    }

    /** Whether offsets of the one mean the same in the other. */
    public boolean sameTopics(SnapshotIdentity other) {
        return eventsTopicId.equals(other.eventsTopicId)
                && outcomesTopicId.equals(other.outcomesTopicId);
    }
}
