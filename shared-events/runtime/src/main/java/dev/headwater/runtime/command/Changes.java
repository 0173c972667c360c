package dev.headwater.runtime.command;

import dev.headwater.runtime.log.CommandPosition;
import dev.headwater.runtime.log.StreamId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a partition's state has become since the last snapshot, as of one moment between two
 * transactions: immutable, so that it can be written while the partition goes on.
 *
 * @param streams those that changed, as their committed events left them
 * @param openWork of these streams; one that is not named has none
 * @param oldestClient offset of the oldest client's answer that is remembered
 * @param oldestFollowUp offset of the oldest other answer that is remembered
 */
record Changes(
        long nextEvent,
        long nextOutcome,
        long lastEvent,
        @Nullable CommandPosition commandPosition,
        Map<StreamId, Stream> streams,
        Map<StreamId, OpenWork> openWork,
        List<SnapshotBytes.Answer> clients,
        List<SnapshotBytes.Answer> followUps,
        long oldestClient,
        long oldestFollowUp) {}
