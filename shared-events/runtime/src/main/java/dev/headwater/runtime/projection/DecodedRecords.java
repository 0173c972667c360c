package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.EnvelopeReader;
import dev.headwater.runtime.log.LogRecord;
import java.util.IdentityHashMap;

/**
 * The events of some records, decoded once for all folds that read them by the same codec. For one
 * thread.
 */
final class DecodedRecords {

    private final IdentityHashMap<Object, IdentityHashMap<LogRecord, Envelope<?>>> byCodec =
            new IdentityHashMap<>();

    /** As {@link EnvelopeReader#read}; a record that cannot be decoded is tried each time. */
    @SuppressWarnings("unchecked")
    <F> Envelope<F> read(LogRecord record, EnvelopeReader<F> reader) {
        IdentityHashMap<LogRecord, Envelope<?>> known =
                byCodec.computeIfAbsent(reader.codec(), _ -> new IdentityHashMap<>());
        Envelope<?> found = known.get(record);
        if (found == null) {
            found = reader.read(record);
            known.put(record, found);
        }
        // What is kept under a codec was decoded by it.
        return (Envelope<F>) found;
    }
}
