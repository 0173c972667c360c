package dev.headwater.contracts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** The wire format by Avro's own means: {@code 0x00}, id (4 bytes, big-endian), Avro binary. */
final class Wire {

    private static final int HEADER_BYTES = 5;

    private Wire() {}

    private static SpecificData specific() {
        SpecificData data = new SpecificData();
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        return data;
    }

    static byte[] write(int id, GenericData.Record record) {
        return write(id, record, new GenericDatumWriter<>(record.getSchema()));
    }

    static byte[] write(int id, SpecificRecord record) {
        return write(id, record, new SpecificDatumWriter<>(record.getSchema(), specific()));
    }

    private static <D> byte[] write(int id, D record, GenericDatumWriter<? super D> writer) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(0);
            out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            writer.write(record, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int idOf(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(1);
    }

    /** What {@code writer} wrote, as today's generated class of {@code reader}. */
    static SpecificRecord readSpecific(byte[] bytes, Schema writer, Schema reader) {
        return read(bytes, new SpecificDatumReader<>(writer, reader, specific()));
    }

    static GenericData.Record readGeneric(byte[] bytes, Schema writer, Schema reader) {
        return read(bytes, new GenericDatumReader<>(writer, reader));
    }

    private static <D> D read(byte[] bytes, GenericDatumReader<D> reader) {
        try {
            int length = bytes.length - HEADER_BYTES;
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, length, null);
            D record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IllegalStateException("bytes are left over");
            }
            return record;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
