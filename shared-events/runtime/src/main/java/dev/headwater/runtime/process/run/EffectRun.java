package dev.headwater.runtime.process.run;

import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.process.Effect;
import dev.headwater.runtime.process.Scheduler.Scheduled;
import org.jspecify.annotations.Nullable;

/** One open intent on its way to an answer. Guarded by its runner's lock. */
final class EffectRun {

    enum Phase {
        /** For a free place among the concurrent calls. */
        WAITING,
        /** Holds a place; its thread has not begun. */
        STARTING,
        /** The outside is being called. */
        CALLING,
        /** The call failed; its next try is scheduled. */
        BACKING_OFF,
        /** The outside has answered; the answer is on its way into the log. */
        ANSWERING,
        /** The answer was accepted; the event that closes the intent is to follow. */
        ANSWERED,
        /** Closed, or the partition is lost. */
        ENDED
    }

    final int partition;
    final Envelope<?> intent;
    final Effect<Object, Object> effect;

    Phase phase = Phase.WAITING;
    int failures;
    boolean defectLogged;
    @Nullable Object answer;
    @Nullable Scheduled task;

    EffectRun(int partition, Envelope<?> intent, Effect<Object, Object> effect) {
        this.partition = partition;
        this.intent = intent;
        this.effect = effect;
    }
}
