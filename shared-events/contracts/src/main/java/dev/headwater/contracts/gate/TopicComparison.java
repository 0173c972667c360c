package dev.headwater.contracts.gate;

import java.util.Map;
import java.util.SortedMap;

/** The topics of a release against those of today. */
final class TopicComparison {

    /** Takes what was found. */
    interface Sink {
        void breach(Rule rule, String topic, String problem);
    }

    private static final String FOR_EVER = "-1";

    private final Sink sink;

    TopicComparison(Sink sink) {
        this.sink = sink;
    }

    void compare(SortedMap<String, TopicTerms> released, SortedMap<String, TopicTerms> today) {
        for (Map.Entry<String, TopicTerms> topic : released.entrySet()) {
            TopicTerms now = today.get(topic.getKey());
            if (now == null) {
                sink.breach(Rule.TOPIC_REMOVED, topic.getKey(), "the topic is gone");
            } else {
                compare(topic.getKey(), topic.getValue(), now);
            }
        }
    }

    private void compare(String topic, TopicTerms before, TopicTerms now) {
        changed(Rule.KEY_CHANGED, topic, "the key", before.key(), now.key());
        changed(
                Rule.PARTITIONING_CHANGED,
                topic,
                "the partitioning",
                before.partitioning(),
                now.partitioning());
        before.partitions()
                .forEach(
                        (environment, count) ->
                                changed(
                                        Rule.PARTITIONS_CHANGED,
                                        topic,
                                        "N of environment " + environment,
                                        Integer.toString(count),
                                        String.valueOf(now.partitions().get(environment))));
        for (String setting : new String[] {"cleanup.policy", "message.timestamp.type"}) {
            changed(
                    Rule.RETENTION_CHANGED,
                    topic,
                    setting,
                    before.config().getOrDefault(setting, "unset"),
                    now.config().getOrDefault(setting, "unset"));
        }
        retention(topic, "retention.ms", before, now);
        retention(topic, "retention.bytes", before, now);
    }

    private void retention(String topic, String setting, TopicTerms before, TopicTerms now) {
        String was = before.config().get(setting);
        String is = now.config().get(setting);
        if (was != null && (is == null || shorter(was, is))) {
            changed(Rule.RETENTION_CHANGED, topic, setting, was, String.valueOf(is));
        }
    }

    private static boolean shorter(String was, String is) {
        if (is.equals(FOR_EVER)) {
            return false;
        }
        return was.equals(FOR_EVER) || Long.parseLong(is) < Long.parseLong(was);
    }

    private void changed(Rule rule, String topic, String what, String before, String now) {
        if (!before.equals(now)) {
            sink.breach(rule, topic, "%s was %s and is %s".formatted(what, before, now));
        }
    }
}
