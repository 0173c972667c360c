package dev.headwater.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.log.Appender;
import dev.headwater.runtime.log.GroupMember;
import dev.headwater.runtime.log.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The group whose assignment is the ownership of partitions. */
abstract class GroupMemberContract extends LogScenario {

    private static final Set<Integer> ALL = Set.of(0, 1, 2, 3);

    /** What one member was told, and what it holds by that. */
    private static final class Member implements GroupMember.Listener, AutoCloseable {

        final GroupMember group;
        final Set<Integer> held = new TreeSet<>();
        final List<String> told = new ArrayList<>();
        private final Set<Integer> heldByAll;

        Member(LogScenario scenario, Set<Integer> heldByAll) {
            this.heldByAll = heldByAll;
            String topic = scenario.topics.commands();
            group = scenario.log.join(topic, topic, this);
        }

        List<LogRecord> poll() {
            return group.poll(Duration.ofMillis(20));
        }

        @Override
        public void assigned(Set<Integer> partitions) {
            for (int each : partitions) {
                assertTrue(heldByAll.add(each), "partition " + each + " is somebody's already");
            }
            held.addAll(partitions);
            told.add("assigned");
        }

        @Override
        public void revoked(Set<Integer> partitions) {
            forget(partitions);
            told.add("revoked");
        }

        @Override
        public void lost(Set<Integer> partitions) {
            forget(partitions);
            told.add("lost");
        }

        private void forget(Set<Integer> partitions) {
            held.removeAll(partitions);
            heldByAll.removeAll(partitions);
        }

        @Override
        public void close() {
            group.close();
        }
    }

    private final Set<Integer> heldByAll = new HashSet<>();

    private Member join() {
        return new Member(this, heldByAll);
    }

    private Member alone() {
        Member member = join();
        await(
                "all partitions",
                () -> {
                    assertEquals(List.of(), member.poll(), "what was assigned is paused");
                    return member.held.equals(ALL);
                });
        return member;
    }

    /** Commands in partition 0; returns their offsets. */
    private List<Long> append(String... bodies) {
        try (Appender appender = log.appender()) {
            List<Long> offsets = new ArrayList<>();
            for (String body : bodies) {
                offsets.add(
                        appender.append(topics.commands(), 0, "stream-a", bytes(body), Map.of())
                                .orTimeout(30, TimeUnit.SECONDS)
                                .join());
            }
            return offsets;
        }
    }

    private static List<String> pollUntil(Member member, int count) {
        List<LogRecord> records = new ArrayList<>();
        await(count + " records", () -> records.addAll(member.poll()) && records.size() >= count);
        return texts(records);
    }

    @Test
    void whatIsAssignedIsPausedUntilItIsGivenAPlaceAndResumed() {
        List<Long> offsets = append("a", "b", "c");
        try (Member member = alone()) {
            for (int i = 0; i < 10; i++) {
                assertEquals(List.of(), member.poll());
            }
            member.group.seek(0, offsets.get(1));
            member.group.resume(0);
            assertEquals(List.of("b", "c"), pollUntil(member, 2));
            member.group.pause(0);
            append("d");
            for (int i = 0; i < 10; i++) {
                assertEquals(List.of(), member.poll());
            }
            member.group.resume(0);
            assertEquals(List.of("d"), pollUntil(member, 1));
            member.group.seek(0, offsets.getFirst());
            assertEquals(List.of("a", "b", "c", "d"), pollUntil(member, 4));
        }
    }

    @Test
    void positionAndLagFollowWhatWasPolled() {
        List<Long> offsets = append("a", "b", "c");
        try (Member member = alone()) {
            assertEquals(new GroupMember.Range(0, offsets.getLast() + 1), member.group.range(0));
            member.group.seek(0, offsets.get(1));
            assertEquals(offsets.get(1), member.group.position(0));
            member.group.resume(0);
            pollUntil(member, 2);
            assertEquals(offsets.getLast() + 1, member.group.position(0));
            assertEquals(OptionalLong.of(0), member.group.lag(0));
        }
    }

    @Test
    void committedOffsetsOutliveTheMemberAndOthersAreAbsent() {
        List<Long> offsets = append("a", "b");
        try (Member member = alone()) {
            assertEquals(Map.of(), member.group.committed(ALL));
            member.group.commit(Map.of(0, offsets.get(1)));
            assertEquals(Map.of(0, offsets.get(1)), member.group.committed(ALL));
        }
        heldByAll.clear();
        try (Member successor = alone()) {
            assertEquals(Map.of(0, offsets.get(1)), successor.group.committed(ALL));
            assertEquals(Map.of(), successor.group.committed(Set.of(1)));
        }
    }

    @Test
    void aPartitionIsGivenOnOnlyAfterItsHolderHandedItOver() {
        try (Member first = alone()) {
            try (Member second = join()) {
                share(first, second);
                assertEquals(ALL, heldByAll);
                assertEquals(List.of("assigned", "revoked"), first.told);
                heldByAll.removeAll(second.held);
            }
            await(
                    "the share of the one that left",
                    () -> {
                        first.poll();
                        return first.held.equals(ALL);
                    });
        }
    }

    private static void share(Member first, Member second) {
        await(
                "an even share",
                () -> {
                    first.poll();
                    second.poll();
                    return first.held.size() == 2 && second.held.size() == 2;
                });
    }

    @Test
    void aMemberKeepsReadingItsPartitionsWhileOthersMove() {
        try (Member first = alone()) {
            ALL.forEach(each -> first.group.seek(each, 0));
            ALL.forEach(first.group::resume);
            try (Member second = join()) {
                share(first, second);
                int kept = first.held.iterator().next();
                try (Appender appender = log.appender()) {
                    appender.append(topics.commands(), kept, "stream-a", bytes("a"), Map.of())
                            .orTimeout(30, TimeUnit.SECONDS)
                            .join();
                }
                assertEquals(List.of("a"), pollUntil(first, 1));
            }
        }
    }

    @Test
    void whoWasSilentForTooLongIsToldThatAllIsLostAndJoinsAgain() {
        try (Member member = alone()) {
            fixture.expireSessions(topics.commands());
            await(
                    "all partitions again",
                    () -> {
                        member.poll();
                        return member.told.contains("lost") && member.held.equals(ALL);
                    });
            assertEquals(List.of("assigned", "lost", "assigned"), member.told);
        }
    }

    @Test
    void aWakeupEndsAWaitingPollAtOnce() throws Exception {
        try (Member member = alone()) {
            CompletableFuture<List<LogRecord>> polled = new CompletableFuture<>();
            Thread.ofVirtual()
                    .start(() -> polled.complete(member.group.poll(DEADLINE.multipliedBy(4))));
            member.group.wakeup();
            assertEquals(List.of(), polled.get(DEADLINE.toSeconds(), TimeUnit.SECONDS));
        }
    }
}
