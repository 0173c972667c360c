package dev.headwater.runtime.log.kafka;

import dev.headwater.runtime.log.Appender;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;

/** One idempotent producer, shared by all that append commands. */
final class KafkaAppender implements Appender {

    private final KafkaProducer<String, byte[]> producer;

    KafkaAppender(KafkaProducer<String, byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public CompletableFuture<Long> append(
            String topic, int partition, String key, byte[] value, Map<String, String> headers) {
        CompletableFuture<Long> appended = new CompletableFuture<>();
        try {
            var _ =
                    producer.send(
                            Records.write(topic, partition, key, value, headers),
                            (metadata, failure) -> {
                                if (failure == null) {
                                    appended.complete(metadata.offset());
                                } else {
                                    appended.completeExceptionally(
                                            Failures.translate("append to " + topic, failure));
                                }
                            });
        } catch (KafkaException | IllegalStateException e) {
            appended.completeExceptionally(Failures.translate("append to " + topic, e));
        }
        return appended;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
