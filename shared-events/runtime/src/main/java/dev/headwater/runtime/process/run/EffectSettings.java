package dev.headwater.runtime.process.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The bounds of calls to the outside. */
@ConfigMapping(prefix = "headwater.effects")
public interface EffectSettings {

    /** Most calls at a time in this replica; further open intents wait [calls]. */
    @WithDefault("64")
    int concurrencyMax();

    /** Shortest pause before a call is tried again [ISO-8601]. */
    @WithDefault("PT0.2S")
    Duration backOffMin();

    /** Longest pause before a call is tried again [ISO-8601]. */
    @WithDefault("PT10S")
    Duration backOffMax();
}
