package dev.headwater.orders.api;

import dev.headwater.runtime.log.LogRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a reader of the feed is: the next offset of every partition. As text it is the id of a
 * server-sent event, opaque to clients.
 *
 * @param topicId of the events topic: another id under the same name is another topic
 * @param next by partition
 */
record FeedPosition(String topicId, List<Long> next) {

    static final String HEADER = "Last-Event-ID";

    private static final int TEXT_MAX = 2_048;

    FeedPosition {
        next = List.copyOf(next);
    }

    /** Behind one more record. */
    FeedPosition after(LogRecord record) {
        List<Long> moved = new ArrayList<>(next);
        moved.set(record.partition(), record.offset() + 1);
        return new FeedPosition(topicId, moved);
    }

    /** By partition. */
    Map<Integer, Long> offsets() {
        Map<Integer, Long> offsets = new HashMap<>();
        for (int partition = 0; partition < next.size(); partition++) {
            offsets.put(partition, next.get(partition));
        }
        return offsets;
    }

    String text() {
        return topicId + ":" + next.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    /**
     * @return empty when this service never gave it
     */
    static Optional<FeedPosition> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || text.length() > TEXT_MAX) {
            return Optional.empty();
        }
        try {
            List<Long> next = new ArrayList<>();
            for (String offset : text.substring(colon + 1).split("\\.", -1)) {
                next.add(Long.parseLong(offset));
            }
            FeedPosition position = new FeedPosition(text.substring(0, colon), next);
            boolean ours = position.text().equals(text) && next.stream().allMatch(o -> o >= 0);
            return ours ? Optional.of(position) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
