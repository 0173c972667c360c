package dev.headwater.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.snapshot.Checkpoint;
import dev.headwater.runtime.snapshot.SavedPartition;
import dev.headwater.runtime.snapshot.SnapshotHead;
import dev.headwater.runtime.snapshot.SnapshotIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What an owner knows, and what not, that begins with a snapshot and three streams in memory. */
class SnapshotStartTest extends SnapshotOwner {

    @Test
    void streamsAreLoadedWhenACommandAsksForThem() {
        fiveAccounts();
        assertEquals(
                "200 {\"balance\":13}", body(submit("account-a4", new Account.Command.Take(1))));
        assertEquals("409 null", body(submit("account-a0", new Account.Command.Take(99))));
        assertEquals(
                "200 {\"balance\":5}", body(submit("account-new", new Account.Command.Add(5))));
    }

    @Test
    void aRetryIsAnsweredFromBeforeTheSnapshot() {
        settle();
        HandOff first = submit("account-a", new Account.Command.Add(1));
        submit("account-b", new Account.Command.Add(1));
        restart(Account.service());
        assertTrue(owner().snapshot().eventsOffset() > 0, "it began with the snapshot");
        HandOff retry = submit(first.command());
        assertInstanceOf(HandOff.Result.Recorded.class, retry.result().getNow(null));
        assertEquals(2, log.committed("bank.events", 0).size());
    }

    @Test
    void withoutPostgresWhatIsInMemoryDecidesAndOthersAreToldSo() {
        fiveAccounts();
        submit("account-a1", new Account.Command.Add(1));
        store.available(false);
        assertEquals(
                "200 {\"balance\":13}", body(submit("account-a1", new Account.Command.Add(1))));
        HandOff other = submit("account-a2", new Account.Command.Add(1));
        assertEquals(new HandOff.Result.StateMissing(), other.result().getNow(null));
        HandOff fresh = submit("account-new", new Account.Command.Add(1));
        assertEquals(new HandOff.Result.StateMissing(), fresh.result().getNow(null));
        assertNotNull(owner().snapshot().problem());
        store.available(true);
        settle();
        assertEquals("200 {\"balance\":13}", body(submit(other.command())));
    }

    @Test
    void theTopicWaitsForAMissingStateAndLosesNothing() {
        fiveAccounts();
        store.available(false);
        for (int i = 0; i < 3; i++) {
            UUID id = new UUID(7, i);
            CommandRecords.Encoded record =
                    replica.commands.encode(
                            new CommandEnvelope<>(
                                    id,
                                    new StreamId("account-a3"),
                                    Fingerprints.of(id.toString()),
                                    Origin.POLICY,
                                    "c",
                                    "c",
                                    null,
                                    new Account.Command.Add(1)));
            log.put("bank.commands", 0, record.key(), record.value(), record.headers());
        }
        settle();
        assertEquals(0, owner().status().position().offset());
        assertEquals(Phase.LIVE, owner().status().phase());
        store.available(true);
        settle();
        assertEquals(3, owner().status().position().offset());
        assertEquals(
                "200 {\"balance\":17}", body(submit("account-a3", new Account.Command.Add(1))));
    }

    @Test
    void whatAPolicyOffersOnAMissingStateIsNotTakenForDone() {
        fiveAccounts();
        store.available(false);
        CompletableFuture<?> done =
                replica.gateway(log)
                        .offer(
                                new CommandEnvelope<>(
                                        new UUID(7, 7),
                                        new StreamId("account-a3"),
                                        "f",
                                        Origin.POLICY,
                                        "c",
                                        "c",
                                        null,
                                        new Account.Command.Add(1)))
                        .orElseThrow();
        settle();
        assertTrue(done.isCompletedExceptionally(), "it has to go by the topic");
    }

    @Test
    void aDatabaseThatIsDroppedAndMadeAgainNeverMakesAStreamNew() {
        fiveAccounts();
        store.drop();
        HandOff offered = submit("account-a2", new Account.Command.Add(1));
        assertEquals("200 {\"balance\":13}", body(offered));
        assertEquals(5, store.streams(0).size(), "all of it is saved again");
    }

    @Test
    void aDatabaseThatForgotItsLastTransactionIsNotBelieved() {
        fiveAccounts();
        submit("account-a2", new Account.Command.Add(1));
        for (int i = 0; i < 3; i++) {
            submit("account-b" + i, new Account.Command.Add(1));
        }
        store.forgetLast();
        submit("account-a3", new Account.Command.Add(1));
        store.forgetLast();
        assertEquals(
                "200 {\"balance\":14}", body(submit("account-a2", new Account.Command.Add(1))));
        assertEquals("200 {\"balance\":2}", body(submit("account-b0", new Account.Command.Add(1))));
    }

    @Test
    void withoutPostgresAtTheStartTheLogIsReplayedFromTheBeginning() {
        fiveAccounts();
        store.available(false);
        restart(Account.service());
        assertEquals(5, owner().status().streams());
        assertEquals(
                "200 {\"balance\":15}", body(submit("account-a4", new Account.Command.Add(1))));
        assertNotNull(owner().snapshot().problem());
    }

    @Test
    void aSnapshotOfAnotherFormIsIgnoredAndSaysWhy() {
        fiveAccounts();
        SnapshotHead head = store.head(0);
        assertNotNull(head);
        SnapshotIdentity was = head.identity();
        for (SnapshotIdentity other :
                List.of(
                        new SnapshotIdentity("x", was.outcomesTopicId(), 1, was.stateSchema()),
                        new SnapshotIdentity(
                                was.eventsTopicId(), was.outcomesTopicId(), 2, was.stateSchema()),
                        new SnapshotIdentity(
                                was.eventsTopicId(), was.outcomesTopicId(), 1, "another"))) {
            store.drop();
            SnapshotHead strange =
                    new SnapshotHead(
                            0,
                            new UUID(1, 1),
                            other,
                            head.nextEvent(),
                            head.nextOutcome(),
                            head.lastEvent(),
                            head.commandPosition());
            store.write(new Checkpoint(strange, null, List.of(), List.of(), 0, 0));
            replica.kill();
            log.expireSessions("bank.commands");
            replica = new Replica(log, () -> now, settings(), 1, parts(100));
            String problem = null;
            for (int i = 0; i < 20 && problem == null; i++) {
                now = now.plusMillis(1);
                replica.ownership.poll();
                List.copyOf(replica.running).forEach(PartitionOwner::step);
                problem = replica.running.isEmpty() ? null : owner().snapshot().problem();
            }
            assertTrue(
                    String.valueOf(problem).startsWith("ignored: "),
                    () -> owner().status() + " " + owner().snapshot());
            settle();
            SavedPartition again = store.read(0).orElseThrow();
            assertEquals(was, again.head().identity(), "begun anew");
            assertEquals(5, store.streams(0).size());
        }
    }

    @Test
    void aSnapshotBehindTheEndOfTheLogHaltsThePartition() {
        fiveAccounts();
        SnapshotHead head = store.head(0);
        assertNotNull(head);
        SnapshotHead ahead =
                new SnapshotHead(
                        0,
                        head.lineage(),
                        head.identity(),
                        head.nextEvent() + 100,
                        head.nextOutcome(),
                        head.lastEvent(),
                        head.commandPosition());
        store.write(new Checkpoint(ahead, head, List.of(), List.of(), 0, 0));
        restart(Account.service());
        assertEquals(Phase.HALTED, owner().status().phase());
        assertTrue(String.valueOf(owner().status().reason()).contains("truncated"));
    }

    @Test
    void deadlinesAndIntentsOfBeforeTheSnapshotAreOpenAfterIt() {
        restart(Loan.service());
        Instant due = now.plus(Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            submit("loan-l" + i, new Loan.Command.Ask(due));
        }
        submit("loan-l0", new Loan.Command.Answer());
        Map<UUID, String> before = Map.copyOf(calls.open);
        assertEquals(4, before.size());
        calls.open.clear();
        restart(Loan.service());
        assertTrue(owner().snapshot().eventsOffset() > 0, "it began with the snapshot");
        assertEquals(before, calls.open, "the same calls with the same keys");
        assertEquals(6, log.committed("bank.events", 0).size());
        now = due;
        settle();
        assertEquals(10, log.committed("bank.events", 0).size(), "four have expired");
        assertEquals(Map.of(), calls.open);
        restart(Loan.service());
        assertEquals(Map.of(), calls.open);
        assertEquals(10, log.committed("bank.events", 0).size());
    }
}
