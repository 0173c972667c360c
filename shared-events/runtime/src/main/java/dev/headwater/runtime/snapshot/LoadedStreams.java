package dev.headwater.runtime.snapshot;

import dev.headwater.runtime.log.StreamId;
import java.util.Map;
import java.util.UUID;

/**
 * Streams as a snapshot has them, with the snapshot that they are of.
 *
 * @param nextEvent all events below this offset are in them, and no other
 * @param streams those of the asked that have events there
 */
public record LoadedStreams(UUID lineage, long nextEvent, Map<StreamId, SavedStream> streams) {}
