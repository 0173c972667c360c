package dev.headwater.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.runtime.log.Topics;
import dev.headwater.runtime.log.kafka.TopicContract;
import dev.headwater.testkit.log.LogFixture;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which topics differ from what the log must promise is refused by its name (I12). */
@ExtendWith(RealKafka.class)
class TopicContractIT {

    private final KafkaFixture kafka;
    private final TopicContract contract;

    TopicContractIT(KafkaFixture kafka) {
        this.kafka = kafka;
        this.contract = new TopicContract(kafka.kafka(), LogFixture.PARTITIONS);
    }

    @Test
    void whatProvisioningMakesIsAsTheContractSays() {
        Topics topics = kafka.freshTopics();
        kafka.configure(topics.commands(), "retention.ms", "604800000");
        kafka.configure(topics.outcomes(), "retention.ms", "1296000000");
        assertEquals(List.of(), contract.violations(topics));
    }

    @ParameterizedTest
    @MethodSource("differences")
    void aTopicThatDiffersIsRefused(Difference difference) {
        Topics topics = kafka.freshTopics();
        difference.make.accept(kafka, topics);
        List<String> expected = List.of(difference.refusal.replace("SERVICE", topics.service()));
        // A broker hears of a change a moment after the controller made it.
        Wait.until(
                difference + " is refused with " + expected,
                () -> contract.violations(topics).equals(expected));
    }

    static List<Difference> differences() {
        return List.of(
                new Difference(
                        "missing",
                        (kafka, topics) -> kafka.remove(topics.outcomes()),
                        "topic SERVICE.outcomes does not exist: provision it"),
                new Difference(
                        "more partitions",
                        (kafka, topics) -> kafka.widen(topics.events(), LogFixture.PARTITIONS + 1),
                        "topic SERVICE.events has %d partitions, the contract says %d"
                                .formatted(LogFixture.PARTITIONS + 1, LogFixture.PARTITIONS)),
                setting("events", "cleanup.policy", "compact", "delete"),
                setting("commands", "message.timestamp.type", "CreateTime", "LogAppendTime"),
                setting("events", "retention.ms", "604800000", "-1"),
                setting("events", "retention.bytes", "1073741824", "-1"),
                setting("dead-letters", "retention.ms", "604800000", "-1"),
                setting("commands", "retention.ms", "86400000", "at least 604800000"),
                setting("outcomes", "retention.ms", "604800000", "at least 1296000000"));
    }

    private static Difference setting(String kind, String key, String value, String expected) {
        return new Difference(
                kind + " with " + key + "=" + value,
                (kafka, topics) -> kafka.configure(topics.service() + "." + kind, key, value),
                "topic SERVICE.%s has %s=%s, the contract says %s"
                        .formatted(kind, key, value, expected));
    }

    record Difference(String name, BiConsumer<KafkaFixture, Topics> make, String refusal) {

        @Override
        public String toString() {
            return name;
        }
    }
}
