package dev.headwater.runtime.command;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Snapshots of the write side, and what it keeps in memory beside them. */
@ConfigMapping(prefix = "headwater.command.snapshot")
public interface SnapshotSettings {

    /** Whether snapshots are read and written; without, all streams are in memory. */
    @WithDefault("false")
    boolean enabled();

    /** Longest time between a change and the snapshot that holds it [ISO-8601]. */
    @WithDefault("PT10S")
    Duration every();

    /** So many changed streams of a partition are a reason for a snapshot before its time. */
    @WithDefault("5000")
    int changesMax();

    /**
     * Most streams kept in memory per partition; others are loaded when a command asks for them. A
     * stream that changed stays until it is saved: when as many as this wait for PostgreSQL,
     * commands to streams that are not in memory are told 503.
     */
    @WithDefault("20000")
    int streamsMax();

    /**
     * Longest that a batch waits for the streams that it needs; then their commands are told 503
     * [ISO-8601].
     */
    @WithDefault("PT0.5S")
    Duration loadWait();

    /** Longest that taking over a partition waits for PostgreSQL [ISO-8601]. */
    @WithDefault("PT10S")
    Duration acquireWait();

    /**
     * Longest that a write may take; then it counts as failed and is written again with what has
     * changed since [ISO-8601].
     */
    @WithDefault("PT1M")
    Duration writeWait();
}
