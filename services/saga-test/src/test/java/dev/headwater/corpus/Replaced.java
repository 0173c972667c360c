package dev.headwater.corpus;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.SchemaPack.Content;
import dev.headwater.contracts.upcast.ReleasedUpcasters;
import dev.headwater.contracts.upcast.Upcast;
import dev.headwater.runtime.log.StreamId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Events under a name that is read already and not written yet: the lives of streams once more, as
 * the next release will write them.
 */
final class Replaced {

    private static final SchemaPack PACK = SchemaPack.load();
    private static final int HEADER_BYTES = 5;

    private Replaced() {}

    /** Every stream that holds a replaced event, whole, under another id. */
    static List<CorpusEvent> streams(List<CorpusEvent> events) {
        Set<StreamId> touched =
                events.stream()
                        .filter(event -> upcast(event).isPresent())
                        .map(CorpusEvent::stream)
                        .collect(Collectors.toSet());
        return events.stream()
                .filter(event -> touched.contains(event.stream()))
                .map(Replaced::renamed)
                .toList();
    }

    private static CorpusEvent renamed(CorpusEvent event) {
        StreamId stream = StreamId.of(event.stream().category(), event.stream().id() + ".next");
        return upcast(event)
                .map(
                        way ->
                                new CorpusEvent(
                                        stream,
                                        event.version(),
                                        way.target().schema().getName(),
                                        bytes(event, way)))
                .orElse(new CorpusEvent(stream, event.version(), event.type(), event.bytes()));
    }

    private static Optional<Upcast> upcast(CorpusEvent event) {
        Content written = PACK.byId(ByteBuffer.wrap(event.bytes()).getInt(1)).orElseThrow();
        return ReleasedUpcasters.all().from(written, PACK, _ -> false);
    }

    private static byte[] bytes(CorpusEvent event, Upcast way) {
        try {
            int length = event.bytes().length - HEADER_BYTES;
            GenericRecord before =
                    new GenericDatumReader<GenericRecord>(way.writer().schema())
                            .read(
                                    null,
                                    DecoderFactory.get()
                                            .binaryDecoder(
                                                    event.bytes(), HEADER_BYTES, length, null));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(0);
            out.writeBytes(ByteBuffer.allocate(4).putInt(way.target().contentId()).array());
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(way.target().schema())
                    .write(way.apply(before), encoder);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }
}
