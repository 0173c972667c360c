package dev.headwater.testkit;

import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.Ids;
import dev.headwater.runtime.log.Position;
import dev.headwater.runtime.log.StreamId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Wraps facts as the log would: versions dense per stream, offsets and times counting up. Equal
 * calls give equal envelopes.
 */
public final class Envelopes {

    /** When the first event is recorded; each later one a second after the one before. */
    public static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private static final int PARTITION = 0;

    private final String service;
    private final Map<StreamId, Long> versions = new HashMap<>();
    private long nextOffset;

    public Envelopes(String service) {
        this.service = service;
    }

    /** The next event of {@code stream}. */
    public <F> Envelope<F> next(StreamId stream, F event) {
        long version = versions.merge(stream, 1L, Long::sum);
        long offset = nextOffset++;
        UUID id = Ids.event(service, stream, version);
        return new Envelope<>(
                stream,
                version,
                new Position(PARTITION, offset),
                id,
                Ids.uuid5("command-of", id.toString()),
                stream.value(),
                null,
                START.plusSeconds(offset),
                event.getClass().getSimpleName(),
                event);
    }
}
