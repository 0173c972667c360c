package dev.headwater.runtime.process;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import java.util.List;

/**
 * "Whenever this happened, then ask for that": turns an event, of another service or its own, into
 * commands for its own service. Delivered at least once; the deterministic command ids and the
 * streams' own states make the effect exactly once.
 *
 * @param <F> the facts it reads: the service's own view of the source topic's events
 */
public interface Policy<F> {

    /**
     * Unique in the service; part of the command ids and of the consumer group: never rename it.
     */
    String name();

    /** The service whose events it reads. */
    String source();

    /** Decodes the source's events into this service's own words. */
    Codec<F> facts();

    /**
     * The commands that the event asks for, in order; empty for events that it does not care about.
     * Pure: the same event always gives the same commands.
     */
    List<Reaction> react(Envelope<F> event);

    /**
     * What an event asks for.
     *
     * @param target a stream of this service
     * @param command a command of that stream's aggregate
     */
    record Reaction(StreamId target, Object command) {}
}
