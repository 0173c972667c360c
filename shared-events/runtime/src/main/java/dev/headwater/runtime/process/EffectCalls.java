package dev.headwater.runtime.process;

import dev.headwater.runtime.log.Envelope;
import java.util.UUID;

/**
 * Where a partition's owner reports its open intents. Called only for a partition that is live: for
 * all that {@link OpenIntents#all} holds once its replay has caught up, then for each promoted
 * event; never during a replay. Returns at once; from any thread.
 */
public interface EffectCalls {

    /** An intent is open: call until it is closed. Telling it again changes nothing. */
    void opened(int partition, Envelope<?> intent);

    /** A committed event has ended the intent: stop calling. */
    void closed(int partition, UUID intentEventId);

    /** The partition is lost, or is being acquired again: stop all its calls, answer nothing. */
    void stop(int partition);
}
