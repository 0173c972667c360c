package dev.headwater.runtime.process.run;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Tells of defects in effects: counts each, logs the first of an intent. */
final class EffectDefects {

    private static final System.Logger LOG = System.getLogger(EffectDefects.class.getName());

    private final MeterRegistry meters;

    EffectDefects(MeterRegistry meters) {
        this.meters = meters;
    }

    void report(EffectRun run, @Nullable Throwable cause, String what) {
        meters.counter("headwater.effects.defects").increment();
        if (!run.defectLogged) {
            run.defectLogged = true;
            LOG.log(
                    Level.ERROR,
                    "%s: stream=%s intent=%s type=%s"
                            .formatted(
                                    what,
                                    run.intent.stream(),
                                    run.intent.eventId(),
                                    run.intent.type()),
                    cause);
        }
    }
}
