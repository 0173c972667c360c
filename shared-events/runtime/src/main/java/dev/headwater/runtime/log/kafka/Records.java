package dev.headwater.runtime.log.kafka;

import dev.headwater.runtime.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Kafka's records to ours and back. */
final class Records {

    private Records() {}

    static List<LogRecord> read(ConsumerRecords<String, byte[]> records) {
        List<LogRecord> read = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> each : records) {
            read.add(
                    new LogRecord(
                            each.partition(),
                            each.offset(),
                            Instant.ofEpochMilli(each.timestamp()),
                            each.key(),
                            each.value(),
                            headers(each)));
        }
        return read;
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> each) {
        Map<String, String> headers = HashMap.newHashMap(10);
        for (Header header : each.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return headers;
    }

    static ProducerRecord<String, byte[]> write(
            String topic, int partition, String key, byte[] value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, partition, key, value);
        headers.forEach(
                (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
