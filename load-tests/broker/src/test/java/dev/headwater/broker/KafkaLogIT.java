package dev.headwater.broker;

import dev.headwater.testkit.log.LogContract;
import dev.headwater.testkit.log.LogFixture;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kafka does what the simulator says that it does. */
@ExtendWith(RealKafka.class)
class KafkaLogIT extends LogContract {

    private final KafkaFixture kafka;

    KafkaLogIT(KafkaFixture kafka) {
        this.kafka = kafka;
    }

    @Override
    protected LogFixture fixture() {
        return kafka;
    }
}
