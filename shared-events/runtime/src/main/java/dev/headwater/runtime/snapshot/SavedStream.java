package dev.headwater.runtime.snapshot;

import dev.headwater.runtime.log.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * One stream in a snapshot.
 *
 * @param version how many events its state is the fold of
 * @param state in the form of its {@link StateForm}
 * @param openWork the deadline and the intents that no event has ended, or null when there are none
 */
public record SavedStream(
        StreamId stream, long version, byte[] state, byte @Nullable [] openWork) {}
