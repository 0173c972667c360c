package dev.headwater.runtime.command;

import dev.headwater.runtime.command.CommandEnvelope.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one partition that were answered, as state: rebuilt from outcomes, bounded in
 * number and in log time. It holds where the answer lies, not the answer. Not thread-safe.
 */
final class CommandMemory {

    /**
     * @param fingerprint SHA-256 of what was asked, 32 bytes
     * @param outcomeOffset of its first outcome in {@code <svc>.outcomes}
     * @param at when that was appended
     */
    record Answered(byte[] fingerprint, long outcomeOffset, Instant at) {

        boolean answers(byte[] other) {
            return Arrays.equals(fingerprint, other);
        }
    }

    private final int clientsMax;
    private final Duration window;
    private final LinkedHashMap<UUID, Answered> clients = new LinkedHashMap<>();
    private final LinkedHashMap<UUID, Answered> followUps;

    CommandMemory(CommandSettings settings) {
        this(settings.answersMax(), settings.answersWindow(), settings.followUpsMax());
    }

    CommandMemory(int clientsMax, Duration window, int followUpsMax) {
        this.clientsMax = clientsMax;
        this.window = window;
        this.followUps =
                new LinkedHashMap<>() {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<UUID, Answered> eldest) {
                        return size() > followUpsMax;
                    }
                };
    }

    /** The recorded answer that is still within its window at {@code now}, or null. */
    @Nullable Answered find(UUID command, Instant now) {
        Answered followUp = followUps.get(command);
        if (followUp != null) {
            return followUp;
        }
        Answered answered = clients.get(command);
        return answered == null || expired(answered, now) ? null : answered;
    }

    /** Whether there is no room for another client's answer at {@code now}. */
    boolean full(int undecided, Instant now) {
        forgetExpired(now);
        return clients.size() + undecided >= clientsMax;
    }

    /** The first outcome of a command counts; a repeat changes nothing. */
    void remember(UUID command, Origin origin, Answered answered) {
        if (origin != Origin.CLIENT) {
            followUps.putIfAbsent(command, answered);
            return;
        }
        Answered before = clients.get(command);
        if (before == null) {
            clients.put(command, answered);
        } else if (expired(before, answered.at())) {
            clients.remove(command);
            clients.put(command, answered);
        }
    }

    private void forgetExpired(Instant now) {
        Iterator<Answered> oldestFirst = clients.values().iterator();
        while (oldestFirst.hasNext() && expired(oldestFirst.next(), now)) {
            oldestFirst.remove();
        }
    }

    private boolean expired(Answered answered, Instant now) {
        return answered.at().plus(window).isBefore(now);
    }

    /** The answers whose outcomes lie at or behind an offset, in the order of their outcomes. */
    List<SnapshotBytes.Answer> since(long outcomeOffset, boolean ofClients) {
        List<SnapshotBytes.Answer> newestFirst = new ArrayList<>();
        for (Map.Entry<UUID, Answered> each : of(ofClients).sequencedEntrySet().reversed()) {
            if (each.getValue().outcomeOffset() < outcomeOffset) {
                break;
            }
            newestFirst.add(new SnapshotBytes.Answer(each.getKey(), each.getValue()));
        }
        return newestFirst.reversed();
    }

    /** Where the oldest answer that is within its window at {@code now} lies, or {@code none}. */
    long oldest(boolean ofClients, Instant now, long none) {
        forgetExpired(now);
        Map.Entry<UUID, Answered> first = of(ofClients).firstEntry();
        return first == null ? none : first.getValue().outcomeOffset();
    }

    private SequencedMap<UUID, Answered> of(boolean ofClients) {
        return ofClients ? clients : followUps;
    }

    int size() {
        return clients.size() + followUps.size();
    }
}
