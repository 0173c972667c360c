package dev.headwater.runtime.process.run;

import dev.headwater.runtime.log.GroupMember;
import dev.headwater.runtime.log.LogUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Commits what is acknowledged, at intervals. What is not committed is only repeated, so that a
 * failure waits for the next time. Used by the polling thread only.
 */
final class PolicyOffsets {

    private static final System.Logger LOG = System.getLogger(PolicyOffsets.class.getName());

    private final GroupMember member;
    private final Duration interval;
    private Instant nextAt = Instant.MIN;

    PolicyOffsets(GroupMember member, Duration interval) {
        this.member = member;
        this.interval = interval;
    }

    /** When the next commit is due. */
    Instant nextAt() {
        return nextAt;
    }

    void commitAtIntervals(Collection<PolicyTrack> tracks, Instant now) {
        if (!now.isBefore(nextAt)) {
            commit(tracks);
            nextAt = now.plus(interval);
        }
    }

    void commit(Collection<PolicyTrack> tracks) {
        Map<Integer, Long> offsets = new HashMap<>();
        tracks.stream()
                .filter(PolicyTrack::dirty)
                .forEach(track -> offsets.put(track.partition, track.acknowledged));
        if (offsets.isEmpty()) {
            return;
        }
        try {
            member.commit(offsets);
            tracks.stream()
                    .filter(track -> offsets.containsKey(track.partition))
                    .forEach(track -> track.committed = track.acknowledged);
        } catch (LogUnavailableException e) {
            LOG.log(Level.DEBUG, "a policy's offsets were not committed", e);
        }
    }
}
