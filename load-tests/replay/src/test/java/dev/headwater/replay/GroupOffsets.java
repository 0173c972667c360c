package dev.headwater.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Groups that have reacted to a history already: without it, every policy would send its commands
 * for events whose consequences are written.
 */
final class GroupOffsets {

    private GroupOffsets() {}

    /**
     * Moves every group behind the events that are there. No member may be at work.
     *
     * @return how many partitions of groups were moved
     */
    static int toTheEnd(String bootstrapServers) throws ExecutionException, InterruptedException {
        int moved = 0;
        try (Admin admin =
                Admin.create(
                        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            for (GroupListing group :
                    admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get()) {
                Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
                admin.listConsumerGroupOffsets(group.groupId())
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .keySet()
                        .forEach(partition -> asked.put(partition, OffsetSpec.latest()));
                asked.keySet().removeIf(partition -> !partition.topic().endsWith(".events"));
                Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
                admin.listOffsets(asked)
                        .all()
                        .get()
                        .forEach((at, end) -> ends.put(at, new OffsetAndMetadata(end.offset())));
                admin.alterConsumerGroupOffsets(group.groupId(), ends).all().get();
                moved += ends.size();
            }
        }
        return moved;
    }
}
