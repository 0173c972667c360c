package dev.headwater.runtime.process.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.command.CommandEnvelope;
import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.command.CommandRecords;
import dev.headwater.runtime.log.Ids;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.run.HeldAppender.Fate;
import dev.headwater.runtime.process.run.PolicyPartition.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PolicyConsumerTest {

    private final PolicyWorld world = new PolicyWorld();

    @Test
    void an_event_becomes_its_commands_with_ids_and_context_of_the_event() {
        PolicyConsumer consumer = running();
        world.happens(0, "sold 2");
        world.appender.letGo();
        world.turn(consumer, 2);

        UUID eventId = Ids.event("shop", new StreamId("shop-0"), 1);
        CommandRecords records = new CommandRecords(world.notes.service);
        List<? extends CommandEnvelope<?>> commands =
                world.records().stream().map(records::decode).toList();
        assertEquals(expectedIds(), commands.stream().map(CommandEnvelope::id).sorted().toList());
        for (CommandEnvelope<?> command : commands) {
            assertEquals(Origin.POLICY, command.origin());
            assertEquals("sale-1", command.correlationId());
            assertEquals(eventId.toString(), command.causationId());
            assertEquals("00-1-01", command.traceparent());
            assertEquals("sold 2", command.command());
        }
    }

    @Test
    void nothing_is_committed_before_every_command_below_it_is_acknowledged() {
        PolicyConsumer consumer = running();
        world.happens(0, "sold 2");
        world.turn(consumer, 3);
        assertEquals(2, world.appender.held());
        assertEquals(0, world.committed(0));

        world.appender.next(Fate.ACKNOWLEDGED);
        world.turn(consumer, 3);
        assertEquals(0, world.committed(0));

        world.appender.next(Fate.ACKNOWLEDGED);
        world.turn(consumer, 3);
        assertEquals(1, world.committed(0));
        assertEquals(0, consumer.lag());
    }

    @Test
    void a_whole_batch_is_sent_before_the_first_answer() {
        PolicyConsumer consumer = running();
        for (int i = 0; i < 50; i++) {
            world.happens(0, "sold 1");
        }
        consumer.turn();

        assertEquals(50, world.appender.held());
    }

    @Test
    void a_lost_answer_repeats_the_command_with_the_same_id() {
        PolicyConsumer consumer = running();
        world.happens(0, "sold 1");
        consumer.turn();
        world.appender.next(Fate.ANSWER_LOST);
        world.turn(consumer, 2);
        world.appender.letGo();
        world.turn(consumer, 2);

        assertEquals(List.of(expectedIds().getFirst(), expectedIds().getFirst()), world.commands());
        assertEquals(1, world.committed(0));
    }

    @Test
    void a_partition_in_trouble_does_not_hold_up_another() {
        PolicyConsumer consumer = running();
        world.happens(0, "sold 1");
        consumer.turn();
        world.happens(1, "sold 1");
        world.turn(consumer, 1);
        world.appender.next(Fate.FAILED);
        world.appender.next(Fate.ACKNOWLEDGED);
        consumer.turn();
        world.turn(consumer, 1);

        assertEquals(0, world.committed(0));
        assertEquals(1, world.committed(1));
    }

    @Test
    void a_partition_without_a_committed_offset_is_refused() {
        PolicyConsumer consumer = world.join();
        world.turn(consumer, 2);

        assertStopped(
                consumer,
                0,
                "group notes.policy.sales has no offset on shop.events-0: provisioning commits the"
                        + " start at 0");
    }

    @Test
    void a_partition_whose_beginning_is_gone_is_refused() {
        world.provision();
        world.happens(0, "sold 1");
        world.happens(0, "sold 1");
        world.log.truncate(Notes.SOURCE, 0, 1);
        PolicyConsumer consumer = world.join();
        world.turn(consumer, 2);

        assertStopped(
                consumer,
                0,
                "shop.events-0 starts at offset 1, and the events from 0 on are gone unread");
        assertEquals(Phase.RUNNING, consumer.partitions().get(1).phase());
    }

    @Test
    void an_undecodable_event_stops_its_partition_behind_what_was_done() {
        PolicyConsumer consumer = running();
        world.appender.letGo();
        world.happens(0, "sold 1");
        world.happens(0, "poison");
        world.happens(0, "sold 1");
        world.happens(1, "sold 1");
        world.turn(consumer, 5);

        assertStopped(consumer, 0, "shop.events-0 offset 1 is not an event: no such type");
        assertEquals(1, world.committed(0));
        assertEquals(1, world.committed(1));
        assertEquals(2, world.commands().size());
    }

    @Test
    void a_defect_of_the_policy_and_a_gap_stop_the_partition_too() {
        PolicyConsumer consumer = running();
        world.appender.letGo();
        world.happens(0, "bug");
        world.happens(1, "sold 1", 1);
        world.happens(1, "sold 1", 3);
        world.turn(consumer, 3);

        assertStopped(
                consumer,
                0,
                "policy sales cannot deal with the event at offset 0:"
                        + " java.lang.IllegalStateException: a bug in the policy");
        assertStopped(
                consumer, 1, "stream shop-1 has version 3 at offset 1 after version 1 at offset 0");
        assertEquals(1, world.committed(1));
    }

    @Test
    void a_command_for_another_service_stops_the_partition() {
        PolicyConsumer consumer = running();
        world.happens(0, "foreign");
        world.turn(consumer, 2);

        assertEquals(Phase.STOPPED, consumer.partitions().get(0).phase());
        assertEquals(0, world.committed(0));
    }

    @Test
    void an_unreachable_registry_is_waited_for() {
        PolicyConsumer consumer = running();
        world.appender.letGo();
        world.happens(0, "sold 1");
        world.notes.registryDown.set(true);
        world.turn(consumer, 4);
        assertEquals(List.of(), world.commands());
        assertEquals(Phase.STARTING, consumer.partitions().get(0).phase());

        world.notes.registryDown.set(false);
        world.turn(consumer, 3);
        assertEquals(expectedIds(), world.commands());
        assertEquals(1, world.committed(0));
    }

    @Test
    void an_unreachable_log_is_waited_for() {
        PolicyConsumer consumer = running();
        world.appender.letGo();
        world.happens(0, "sold 1");
        world.log.available(false);
        assertFalse(consumer.turn());
        world.pass(Duration.ofSeconds(6));
        assertFalse(consumer.turn());
        world.log.available(true);
        world.turn(consumer, 3);

        assertEquals(expectedIds(), world.commands());
        assertEquals(1, world.committed(0));
    }

    @Test
    void the_owner_on_this_replica_saves_the_topic_hop() {
        CompletableFuture<String> decided = new CompletableFuture<>();
        world.local = _ -> Optional.of(decided);
        PolicyConsumer consumer = running();
        world.happens(0, "sold 1");
        consumer.turn();
        assertEquals(0, world.committed(0));

        decided.complete("accepted");
        world.turn(consumer, 2);
        assertEquals(1, world.committed(0));
        assertEquals(List.of(), world.commands());
    }

    @Test
    void what_the_owner_drops_or_keeps_for_too_long_goes_by_the_topic() {
        CompletableFuture<String> dropped = new CompletableFuture<>();
        CompletableFuture<String> slow = new CompletableFuture<>();
        world.local =
                command ->
                        Optional.of(command.stream().value().equals("note-0-0") ? dropped : slow);
        PolicyConsumer consumer = running();
        world.happens(0, "sold 2");
        consumer.turn();
        dropped.completeExceptionally(new IllegalStateException("not the owner any more"));
        consumer.turn();
        assertEquals(1, world.appender.held());

        world.pass(Duration.ofSeconds(3));
        consumer.turn();
        assertEquals(2, world.appender.held());
        world.appender.letGo();
        world.turn(consumer, 2);
        assertEquals(expectedIds(), world.commands().stream().sorted().toList());
        assertEquals(1, world.committed(0));
    }

    @Test
    void closing_commits_what_is_acknowledged_and_only_that() {
        PolicyConsumer consumer = running();
        world.happens(0, "sold 1");
        world.happens(1, "sold 1");
        consumer.turn();
        world.appender.next(Fate.ACKNOWLEDGED);
        consumer.close();

        assertEquals(1, world.committed(0) + world.committed(1));
        PolicyConsumer successor = world.join();
        world.appender.letGo();
        world.turn(successor, 3);
        assertTrue(world.commands().containsAll(expectedIds()));
    }

    private PolicyConsumer running() {
        world.provision();
        PolicyConsumer consumer = world.join();
        consumer.turn();
        consumer.turn();
        return consumer;
    }

    private List<UUID> expectedIds() {
        return world.expected.stream().map(PolicyWorld.Expected::commandId).sorted().toList();
    }

    private static void assertStopped(PolicyConsumer consumer, int partition, String reason) {
        PolicyPartition status = consumer.partitions().get(partition);
        assertEquals(Phase.STOPPED, status.phase());
        assertEquals(reason, status.reason());
    }
}
