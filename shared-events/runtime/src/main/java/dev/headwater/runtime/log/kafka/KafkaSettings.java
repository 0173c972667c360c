package dev.headwater.runtime.log.kafka;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How the runtime speaks with the broker. The order request &lt; delivery &lt; transaction time-out
 * must hold, or a producer gives up on records that its own transaction still commits.
 */
@ConfigMapping(prefix = "headwater.kafka")
public interface KafkaSettings {

    /** One request to the broker [ISO-8601]. */
    @WithDefault("PT3S")
    Duration requestTimeout();

    /** A record from send to acknowledgement, retries included [ISO-8601]. */
    @WithDefault("PT8S")
    Duration deliveryTimeout();

    /** The coordinator aborts a transaction that is open longer [ISO-8601]. */
    @WithDefault("PT10S")
    Duration transactionTimeout();

    /**
     * A group member that is silent this long loses its partitions: it bounds fail-over [ISO-8601].
     */
    @WithDefault("PT6S")
    Duration sessionTimeout();

    /**
     * How often a group member asks whether partitions move: a voluntary hand-over is noticed
     * within it, and takes it twice. Below the session time-out [ISO-8601].
     */
    @WithDefault("PT0.25S")
    Duration heartbeatInterval();

    /** Most a producer buffers [bytes, binary units]; there is one per owned partition. */
    @WithDefault("16M")
    MemorySize producerBufferMax();

    /** Largest request of a producer, and so the largest record [bytes, binary units]. */
    @WithDefault("4M")
    MemorySize requestBytesMax();

    /** Most bytes a consumer fetches per partition at once [bytes, binary units]. */
    @WithDefault("2M")
    MemorySize fetchBytesMax();

    /** Most records a consumer returns from one poll [records]. */
    @WithDefault("2000")
    int pollRecordsMax();
}
