package dev.headwater.runtime.process.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The bounds of the policies. */
@ConfigMapping(prefix = "headwater.policy")
public interface PolicySettings {

    /** Shortest pause of a partition whose commands could not be appended [ISO-8601]. */
    @WithDefault("PT0.1S")
    Duration backOffMin();

    /** Longest pause of a partition whose commands could not be appended [ISO-8601]. */
    @WithDefault("PT5S")
    Duration backOffMax();

    /** How long the owner on this replica may take before the topic is used as well [ISO-8601]. */
    @WithDefault("PT2S")
    Duration localWaitMax();

    /**
     * How long an acknowledged batch waits for its offset to be committed, together with those that
     * follow [ISO-8601]. A crash repeats what was not committed, and repeats are harmless.
     */
    @WithDefault("PT0.1S")
    Duration commitInterval();

    /**
     * Most streams per partition whose last version is remembered to find gaps [streams]; the one
     * not seen for longest is forgotten first, and its next event is then taken as it comes. About
     * 150 bytes each.
     */
    @WithDefault("10000")
    int streamsMax();
}
