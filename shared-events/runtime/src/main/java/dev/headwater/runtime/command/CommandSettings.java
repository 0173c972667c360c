package dev.headwater.runtime.command;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** The bounds of the write path. Defaults hold for a laptop and a 2-core pod. */
@ConfigMapping(prefix = "headwater.command")
public interface CommandSettings {

    /** How long a caller waits for the decision before it is told 202 [ISO-8601]. */
    @WithName("wait")
    @WithDefault("PT5S")
    Duration waitMax();

    /** Most commands that wait for one partition's owner; one more is told 503 [commands]. */
    @WithDefault("5000")
    int queueMax();

    /** Most commands decided in one transaction [commands]. */
    @WithDefault("500")
    int batchMax();

    /** Largest event or outcome; a larger one fails its command [bytes, binary units]. */
    @WithDefault("900K")
    MemorySize recordBytesMax();

    /**
     * Most clients' answers remembered per partition [commands]; when they are that many, and all
     * younger than the window, further commands of clients are told 503: never is one forgotten
     * early. About 150 bytes each.
     */
    @WithDefault("200000")
    int answersMax();

    /** How long a client's answer is remembered, in log time [ISO-8601]. */
    @WithDefault("PT24H")
    Duration answersWindow();

    /**
     * Most answers to policies, effects and deadlines remembered per partition [commands]; the
     * oldest is forgotten first, because the stream's own state refuses such a repeat for ever.
     */
    @WithDefault("20000")
    int followUpsMax();

    /** Longest pause between two tries to acquire a partition [ISO-8601]. */
    @WithDefault("PT30S")
    Duration backOffMax();
}
