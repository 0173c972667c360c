package dev.headwater.runtime.replay;

import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import java.util.List;

/**
 * A stream as of some point.
 *
 * @param stream whose
 * @param version how many events it had
 * @param state what its decider made of them
 * @param events those events in order
 */
public record StreamState(
        StreamId stream, long version, Object state, List<Envelope<Object>> events) {

    public StreamState {
        events = List.copyOf(events);
    }
}
