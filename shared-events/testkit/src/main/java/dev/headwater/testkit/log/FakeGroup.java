package dev.headwater.testkit.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A consumer group: who is in it, who shall have which partition, and the committed offsets. Sticky
 * and cooperative: a partition is given on only when its holder has let it go.
 */
final class FakeGroup {

    final Map<Integer, Long> offsets = new HashMap<>();
    private final int partitions;
    private final List<FakeGroupMember> members = new ArrayList<>();
    private final Map<Integer, FakeGroupMember> holders = new HashMap<>();

    FakeGroup(int partitions) {
        this.partitions = partitions;
    }

    void join(FakeGroupMember member) {
        if (!members.contains(member)) {
            members.add(member);
        }
    }

    void leave(FakeGroupMember member) {
        members.remove(member);
        holders.values().removeIf(holder -> holder == member);
    }

    /** Everybody is taken for dead; whoever polls again has lost its partitions and rejoins. */
    void expireAll() {
        for (FakeGroupMember member : List.copyOf(members)) {
            leave(member);
            member.expire();
        }
    }

    /** Partitions that {@code member} holds beyond its share, to be revoked. */
    Set<Integer> surplus(FakeGroupMember member) {
        Set<Integer> target = share(member);
        Set<Integer> surplus = new HashSet<>(held(member));
        surplus.removeAll(target);
        return surplus;
    }

    void release(Set<Integer> released) {
        released.forEach(holders::remove);
    }

    /** Gives {@code member} the partitions of its share that nobody holds. */
    Set<Integer> claim(FakeGroupMember member) {
        Set<Integer> claimed = new HashSet<>();
        for (int partition : share(member)) {
            if (holders.putIfAbsent(partition, member) == null) {
                claimed.add(partition);
            }
        }
        return claimed;
    }

    private Set<Integer> held(FakeGroupMember member) {
        Set<Integer> held = new HashSet<>();
        holders.forEach(
                (partition, holder) -> {
                    if (holder == member) {
                        held.add(partition);
                    }
                });
        return held;
    }

    private Set<Integer> share(FakeGroupMember member) {
        Set<Integer> share = new HashSet<>();
        int index = members.indexOf(member);
        for (int partition = 0; index >= 0 && partition < partitions; partition++) {
            if (partition % members.size() == index) {
                share.add(partition);
            }
        }
        return share;
    }
}
