package dev.headwater.runtime.process;

import dev.headwater.runtime.log.StreamId;
import java.util.UUID;

/**
 * A call to the outside that an event asks for. The intent is an event, so it is durable and has an
 * id before the first call; the runner calls only for partitions that it owns, after their replay,
 * and repeats with the same id until a later event closes the intent.
 *
 * @param <E> the stream's events
 * @param <C> the stream's commands
 */
public interface Effect<E, C> {

    /** Whether {@code event} asks for a call. Pure. */
    boolean opens(E event);

    /** Whether {@code later}, on the same stream, ends what {@code intent} asked for. Pure. */
    boolean closes(E intent, E later);

    /**
     * Makes the call and blocks until it is answered; runs on a virtual thread, never during
     * replay.
     *
     * @param intent the event that asks
     * @param key the intent's event id: the idempotency key of the call, the same on every try
     * @return the command that records the answer
     * @throws EffectUnavailableException when the other side did not answer or asks to try later:
     *     it is called again with back-off and the same key
     */
    C call(StreamId stream, E intent, UUID key);
}
