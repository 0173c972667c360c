package dev.headwater.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.log.StreamId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MailboxTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final Mailbox mailbox = new Mailbox(10);

    private static HandOff handOff() {
        UUID id = UUID.randomUUID();
        StreamId stream = StreamId.of("account", "a");
        return new HandOff(
                new CommandEnvelope<>(id, stream, "f", Origin.CLIENT, "c", "c", null, "command"));
    }

    @Test
    void awaitEndsWithWhatArrives() throws InterruptedException {
        mailbox.offer(handOff());
        mailbox.await(LONG, true);
        assertEquals(1, mailbox.size());
    }

    @Test
    void awaitIsNotEndedByWhatCannotBeDecidedYet() throws InterruptedException {
        mailbox.offer(handOff());
        long began = System.nanoTime();
        mailbox.await(Duration.ofMillis(50), false);
        assertTrue(System.nanoTime() - began >= 50_000_000, "an owner that recovers would spin");
    }

    @Test
    void aNudgeBeforeTheWaitEndsIt() throws InterruptedException {
        mailbox.nudge();
        mailbox.await(LONG, false);
        assertTrue(mailbox.take(1).isEmpty());
    }
}
