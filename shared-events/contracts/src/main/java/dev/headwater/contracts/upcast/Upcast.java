package dev.headwater.contracts.upcast;

import dev.headwater.contracts.SchemaPack.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** The composed way from one written version to today's. Pure; thread-safe. */
public final class Upcast {

    /** One version to the next; without an upcaster by Avro's rules alone. */
    record Step(Schema from, Schema to, @Nullable Upcaster upcaster) {

        GenericRecord apply(GenericRecord before) {
            GenericRecord after = resolved(before);
            if (upcaster != null) {
                upcaster.upcast(before, after);
            }
            return after;
        }

        private GenericRecord resolved(GenericRecord before) {
            if (!from.getFullName().equals(to.getFullName())) {
                return copied(before);
            }
            try {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
                new GenericDatumWriter<GenericRecord>(from).write(before, encoder);
                return new GenericDatumReader<GenericRecord>(from, to)
                        .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
            } catch (IOException e) {
                throw new UncheckedIOException("memory does not fail", e);
            }
        }

        /** Another record: what has the same name and type, and defaults for the rest. */
        private GenericRecord copied(GenericRecord before) {
            GenericData.Record after = new GenericData.Record(to);
            for (Schema.Field field : to.getFields()) {
                Schema.Field same = from.getField(field.name());
                if (same != null && same.schema().equals(field.schema())) {
                    after.put(field.pos(), before.get(same.pos()));
                } else if (field.hasDefaultValue()) {
                    after.put(field.pos(), GenericData.get().getDefaultValue(field));
                }
            }
            return after;
        }
    }

    private final Content writer;
    private final Content target;
    private final List<Step> way;

    Upcast(Content writer, Content target, List<Step> way) {
        this.writer = writer;
        this.target = target;
        this.way = List.copyOf(way);
    }

    /** What was written. */
    public Content writer() {
        return writer;
    }

    /** Where the way ends: the newest version, maybe of a record that replaces the written one. */
    public Content target() {
        return target;
    }

    /**
     * The same record in the words of {@link #target}.
     *
     * @param written of the writer's schema; is not changed
     */
    public GenericRecord apply(GenericRecord written) {
        GenericRecord at = written;
        for (Step step : way) {
            at = step.apply(at);
        }
        return at;
    }
}
