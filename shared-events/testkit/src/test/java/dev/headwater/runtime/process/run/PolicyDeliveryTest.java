package dev.headwater.runtime.process.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.process.run.HeldAppender.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Crashes, rebalances, lost answers, outages and the short way in any order: each command comes at
 * least once with its one id, and no offset is ever committed above a command that is missing.
 */
class PolicyDeliveryTest {

    private static final int STEPS = 120;

    @Property(tries = 150)
    void no_interleaving_loses_a_command(@ForAll long seed) {
        new Run(new Random(seed)).run();
    }

    private static final class Run {

        private final Random random;
        private final PolicyWorld world = new PolicyWorld();
        private final List<PolicyConsumer> members = new ArrayList<>();
        private final List<Runnable> handedOver = new ArrayList<>();
        private boolean down;

        Run(Random random) {
            this.random = random;
            world.provision();
            world.local = command -> offer(command.id());
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            down = false;
            world.log.available(true);
            world.local = _ -> Optional.empty();
            world.appender.letGo();
            members.clear();
            world.log.expireSessions(Notes.GROUP);
            PolicyConsumer last = world.join();
            world.turn(last, 8);
            noGap();
            Set<UUID> expected = new HashSet<>();
            world.expected.forEach(each -> expected.add(each.commandId()));
            assertEquals(expected, delivered());
            assertEquals(0, last.lag());
        }

        private void step() {
            switch (random.nextInt(16)) {
                case 0, 1, 2 -> world.happens(random.nextInt(2), "sold " + random.nextInt(3));
                case 3, 4, 5, 6, 7 -> turnOne();
                case 8, 9 -> world.appender.next(Fate.ACKNOWLEDGED);
                case 10 ->
                        world.appender.next(random.nextBoolean() ? Fate.ANSWER_LOST : Fate.FAILED);
                case 11 -> decideOne();
                case 12 -> world.pass(Duration.ofMillis(random.nextInt(6_000)));
                case 13 -> joinOrLeave();
                case 14 -> crashOrExpire();
                default -> {
                    down = random.nextInt(4) == 0;
                    world.log.available(!down);
                }
            }
        }

        private void turnOne() {
            if (!members.isEmpty()) {
                members.get(random.nextInt(members.size())).turn();
                noGap();
            }
        }

        private void joinOrLeave() {
            if (members.size() < 3 && random.nextInt(3) > 0) {
                members.add(world.join());
            } else if (!members.isEmpty()) {
                members.remove(random.nextInt(members.size())).close();
                noGap();
            }
        }

        /** A crash is noticed when the session ends, and takes the others' partitions along. */
        private void crashOrExpire() {
            if (!members.isEmpty() && random.nextBoolean()) {
                members.remove(random.nextInt(members.size()));
            }
            world.log.expireSessions(Notes.GROUP);
        }

        private Optional<CompletableFuture<?>> offer(UUID commandId) {
            if (random.nextInt(3) > 0) {
                return Optional.empty();
            }
            CompletableFuture<String> done = new CompletableFuture<>();
            switch (random.nextInt(3)) {
                case 0 -> done.completeExceptionally(new IllegalStateException("dropped"));
                case 1 ->
                        handedOver.add(
                                () -> {
                                    world.decidedHere.add(commandId);
                                    done.complete("accepted");
                                });
                default -> handedOver.add(() -> {});
            }
            return Optional.of(done);
        }

        private void decideOne() {
            if (!handedOver.isEmpty()) {
                handedOver.removeFirst().run();
            }
        }

        private Set<UUID> delivered() {
            Set<UUID> delivered = new HashSet<>(world.commands());
            delivered.addAll(world.decidedHere);
            return delivered;
        }

        /** Only a turn or a goodbye commits, so that this is asked right after each. */
        private void noGap() {
            world.log.available(true);
            Set<UUID> delivered = delivered();
            for (PolicyWorld.Expected each : world.expected) {
                assertTrue(
                        each.offset() >= world.committed(each.partition())
                                || delivered.contains(each.commandId()),
                        () -> "committed without its command: " + each);
            }
            world.log.available(!down);
        }
    }
}
