package dev.headwater.local.archive;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lay in a partition.
 *
 * @param timestamp the broker's, milliseconds since 1970
 * @param headers in order
 */
record ArchivedRecord(
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers) {

    /** One header. */
    record Header(String name, byte @Nullable [] value) {

        boolean isSame(Header other) {
            return name.equals(other.name) && Arrays.equals(value, other.value);
        }
    }

    static final Schema SCHEMA =
            new Schema.Parser()
                    .parse(
                            """
                            {"type": "record", "name": "ArchivedRecord", "namespace": "dev.headwater.archive",
                             "doc": "A record of a partition, as it lay there.",
                             "fields": [
                              {"name": "offset", "type": "long", "doc": "In its partition; offset."},
                              {"name": "timestamp", "type": "long", "doc": "Of the broker; ms since 1970."},
                              {"name": "key", "type": ["null", "bytes"], "doc": "Stream id; UTF-8."},
                              {"name": "value", "type": ["null", "bytes"], "doc": "Confluent wire format; bytes."},
                              {"name": "headers", "doc": "In order; list.", "type": {"type": "array", "items":
                               {"type": "record", "name": "Header", "fields": [
                                {"name": "name", "type": "string", "doc": "Name; text."},
                                {"name": "value", "type": ["null", "bytes"], "doc": "Value; bytes."}]}}}]}
                            """);

    private static final Schema HEADER = SCHEMA.getField("headers").schema().getElementType();

    static ArchivedRecord of(ConsumerRecord<byte[], byte[]> record) {
        List<Header> headers = new ArrayList<>();
        record.headers().forEach(each -> headers.add(new Header(each.key(), each.value())));
        return new ArchivedRecord(
                record.offset(), record.timestamp(), record.key(), record.value(), headers);
    }

    static ArchivedRecord of(GenericRecord row) {
        List<Header> headers = new ArrayList<>();
        for (Object each : (List<?>) row.get("headers")) {
            GenericRecord header = (GenericRecord) each;
            headers.add(new Header(header.get("name").toString(), bytes(header.get("value"))));
        }
        return new ArchivedRecord(
                (Long) row.get("offset"),
                (Long) row.get("timestamp"),
                bytes(row.get("key")),
                bytes(row.get("value")),
                headers);
    }

    private static byte @Nullable [] bytes(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    GenericRecord row() {
        GenericData.Record row = new GenericData.Record(SCHEMA);
        row.put("offset", offset);
        row.put("timestamp", timestamp);
        row.put("key", key == null ? null : ByteBuffer.wrap(key));
        row.put("value", value == null ? null : ByteBuffer.wrap(value));
        List<GenericRecord> all = new ArrayList<>();
        for (Header each : headers) {
            GenericData.Record header = new GenericData.Record(HEADER);
            header.put("name", each.name());
            header.put("value", each.value() == null ? null : ByteBuffer.wrap(each.value()));
            all.add(header);
        }
        row.put("headers", all);
        return row;
    }

    /** The same record with each header as {@code change} makes it. */
    ArchivedRecord with(UnaryOperator<Header> change) {
        return new ArchivedRecord(
                offset, timestamp, key, value, headers.stream().map(change).toList());
    }

    ProducerRecord<byte[], byte[]> in(String topic, int partition) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, timestamp, key, value);
        headers.forEach(each -> record.headers().add(new RecordHeader(each.name(), each.value())));
        return record;
    }

    /** Whether offset, time, key, value and headers are the same. */
    boolean isSame(ArchivedRecord other) {
        boolean same =
                offset == other.offset
                        && timestamp == other.timestamp
                        && Arrays.equals(key, other.key)
                        && Arrays.equals(value, other.value)
                        && headers.size() == other.headers.size();
        for (int i = 0; same && i < headers.size(); i++) {
            same = headers.get(i).isSame(other.headers.get(i));
        }
        return same;
    }
}
