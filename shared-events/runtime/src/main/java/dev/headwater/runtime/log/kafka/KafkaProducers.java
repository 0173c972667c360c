package dev.headwater.runtime.log.kafka;

import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.TopicCheck;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the log of this service from Quarkus' broker configuration. */
@ApplicationScoped
class KafkaProducers {

    /** Behind a proxy of its interface: what asks for it early must not open connections. */
    @Produces
    @ApplicationScoped
    Log log(KafkaLog kafka) {
        return kafka;
    }

    @Produces
    @Singleton
    @Typed(KafkaLog.class)
    KafkaLog kafkaLog(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            KafkaSettings settings) {
        return new KafkaLog(broker, settings);
    }

    @Produces
    @ApplicationScoped
    TopicCheck topicContract(
            KafkaLog log,
            @ConfigProperty(name = "headwater.topics.partitions", defaultValue = "6")
                    int partitions) {
        return new TopicContract(log, partitions);
    }

    void close(@Disposes KafkaLog log) {
        log.close();
    }
}
