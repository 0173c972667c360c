package dev.headwater.runtime.codec;

import dev.headwater.contracts.upcast.Upcast;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.FastReaderBuilder;

/**
 * Reads what an earlier version wrote: as that version's record, through the steps that followed,
 * and then as today's generated class. Stateless; only old records take this way.
 */
final class UpcastReader implements DatumReader<Object> {

    private final DatumReader<GenericRecord> written;
    private final Upcast upcast;
    private final DatumWriter<GenericRecord> between;
    private final DatumReader<Object> today;

    private UpcastReader(
            DatumReader<GenericRecord> written,
            Upcast upcast,
            DatumWriter<GenericRecord> between,
            DatumReader<Object> today) {
        this.written = written;
        this.upcast = upcast;
        this.between = between;
        this.today = today;
    }

    /**
     * @param today reads the upcast's target as the generated class
     */
    static UpcastReader of(Upcast upcast, DatumReader<Object> today) throws IOException {
        Schema writer = upcast.writer().schema();
        return new UpcastReader(
                new FastReaderBuilder(new GenericData()).createDatumReader(writer, writer),
                upcast,
                new GenericDatumWriter<>(upcast.target().schema()),
                today);
    }

    @Override
    public Object read(Object reuse, Decoder in) throws IOException {
        GenericRecord record = upcast.apply(written.read(null, in));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        between.write(record, encoder);
        encoder.flush();
        return today.read(null, new BoundedDecoder(bytes.toByteArray(), 0));
    }

    @Override
    public void setSchema(Schema schema) {
        throw new UnsupportedOperationException("the schemas are those of the way");
    }
}
