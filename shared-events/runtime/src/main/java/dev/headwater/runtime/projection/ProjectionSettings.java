package dev.headwater.runtime.projection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The bounds of projections. Defaults hold for a laptop and a 2-core pod. */
@ConfigMapping(prefix = "headwater.projection")
public interface ProjectionSettings {

    /** Most events folded in one transaction [events]. */
    @WithDefault("1000")
    int batchMax();

    /** How long a poll waits for events; a due retry is at most this late [ISO-8601]. */
    @WithDefault("PT0.5S")
    Duration pollWait();

    /** Shortest pause between two tries [ISO-8601]; it doubles up to {@link #backOffMax}. */
    @WithDefault("PT0.2S")
    Duration backOffMin();

    /** Longest pause between two tries [ISO-8601]. */
    @WithDefault("PT5S")
    Duration backOffMax();

    /** How often idle partitions look whether their checkpoint was moved by others [ISO-8601]. */
    @WithDefault("PT2S")
    Duration auditEvery();

    /** Streams per partition whose last version is remembered to notice gaps [streams]. */
    @WithDefault("20000")
    int streamsRememberedMax();

    /**
     * The same for a rebuild or a verification, which hear every stream from its start [streams].
     */
    @WithDefault("200000")
    int rebuildStreamsRememberedMax();

    /** Partitions that a rebuild folds at the same time; each holds a reader and a batch. */
    @WithDefault("4")
    int rebuildParallel();

    /**
     * Most rows that a rebuild, or all of one pass, or a verification holds before it writes them
     * [rows]; about 1 KB each.
     */
    @WithDefault("50000")
    int rebuildRowsMax();

    /** How often it writes what it holds, however little: what a crash loses [ISO-8601]. */
    @WithDefault("PT5S")
    Duration rebuildCommitEvery();

    /** How long a swap waits for readers of the table before it lets them pass [ISO-8601]. */
    @WithDefault("PT0.5S")
    Duration swapLockTimeout();

    /** How often a swap is tried before the rebuild fails [tries]. */
    @WithDefault("40")
    int swapTriesMax();

    /** How often lag is measured [ISO-8601]. */
    @WithDefault("PT5S")
    Duration lagEvery();

    /**
     * How often every projection is folded afresh and compared, by one of the replicas [ISO-8601];
     * PT0S for never. What it finds is in the metrics.
     */
    @WithDefault("PT24H")
    Duration verifyEvery();

    /** Most events that such a verification folds in a second; 0 for no limit [events/s]. */
    @WithDefault("2000")
    long verifyRatePerSecondMax();
}
