package dev.headwater.runtime.command;

import dev.headwater.runtime.log.Appender;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.Position;
import dev.headwater.runtime.log.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Hands a command to its partition's owner: in this process without a hop, else through the
 * commands topic, where it is also put when the wait ends first. A command that took both ways has
 * one effect, because its id is the same.
 */
final class LogCommandGateway implements CommandGateway, LocalIntake {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final OwnerParts parts;
    private final Topics topics;
    private final Ownership ownership;
    private final OutcomeTail tail;
    private final OutcomeLookup lookup;
    private final Appender appender;

    LogCommandGateway(
            OwnerParts parts,
            Ownership ownership,
            OutcomeTail tail,
            OutcomeLookup lookup,
            Appender appender) {
        this.parts = parts;
        this.topics = parts.service().topics();
        this.ownership = ownership;
        this.tail = tail;
        this.lookup = lookup;
        this.appender = appender;
    }

    @Override
    public Answer send(CommandEnvelope<?> command) {
        int partitions = ownership.partitions();
        if (partitions == 0) {
            return unavailable("the service is starting");
        }
        int partition = parts.log().partitionOf(command.stream(), partitions);
        long deadline = System.nanoTime() + parts.settings().waitMax().toNanos();
        try {
            HandOff.Result result = handOff(command, partition, deadline);
            if (result != null) {
                return answer(command, partition, result);
            }
            return byTopic(command, partition, deadline);
        } catch (LogUnavailableException e) {
            return unavailable("the log does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable("the service is stopping");
        }
    }

    @Override
    public Optional<CompletableFuture<?>> offer(CommandEnvelope<?> command) {
        int partitions = ownership.partitions();
        if (partitions == 0) {
            return Optional.empty();
        }
        PartitionOwner owner =
                ownership.owner(parts.log().partitionOf(command.stream(), partitions)).orElse(null);
        if (owner == null || owner.status().phase() != Phase.LIVE) {
            return Optional.empty();
        }
        HandOff handOff = new HandOff(command);
        if (owner.mailbox().offer(handOff) != Mailbox.Offer.TAKEN) {
            return Optional.empty();
        }
        return Optional.of(handOff.result().thenApply(LogCommandGateway::inTheLog));
    }

    /** Whoever offered it counts on the log: what was not decided has to be sent another way. */
    private static HandOff.Result inTheLog(HandOff.Result result) {
        return switch (result) {
            case HandOff.Result.Decided _, HandOff.Result.Recorded _, HandOff.Result.KeyReused _ ->
                    result;
            case HandOff.Result.NotOwner _ ->
                    throw new LogUnavailableException("owned elsewhere now");
            case HandOff.Result.StateMissing _ ->
                    throw new LogUnavailableException("the state cannot be loaded at present");
            case HandOff.Result.MemoryFull _ -> throw new LogUnavailableException("overloaded");
        };
    }

    /** What the owner in this process says; null when there is none, or not in time. */
    private HandOff.@Nullable Result handOff(
            CommandEnvelope<?> command, int partition, long deadline) throws InterruptedException {
        PartitionOwner owner = ownership.owner(partition).orElse(null);
        if (owner == null || owner.status().phase() == Phase.HALTED) {
            return null;
        }
        HandOff handOff = new HandOff(command);
        return switch (owner.mailbox().offer(handOff)) {
            case FULL -> new HandOff.Result.MemoryFull();
            case CLOSED -> null;
            case TAKEN -> {
                HandOff.Result result = await(handOff.result(), deadline);
                yield result instanceof HandOff.Result.NotOwner ? null : result;
            }
        };
    }

    private Answer byTopic(CommandEnvelope<?> command, int partition, long deadline)
            throws InterruptedException {
        if (!tail.following()) {
            return unavailable("the service is starting");
        }
        long outcomesFrom = tail.position(partition);
        OutcomeTail.Waiter waiter = tail.register(command);
        try {
            CommandRecords.Encoded record = parts.commands().encode(command);
            long offset =
                    appended(
                            appender.append(
                                    topics.commands(),
                                    partition,
                                    record.key(),
                                    record.value(),
                                    record.headers()));
            HandOff.Result result = await(waiter.result(), deadline);
            if (result != null) {
                return answer(command, partition, result);
            }
            OutcomeLookup.Reference reference =
                    new OutcomeLookup.Reference(partition, offset, outcomesFrom, command.id());
            return new Answer.Pending(command.stream(), reference.text());
        } finally {
            tail.unregister(waiter);
        }
    }

    private static long appended(CompletableFuture<Long> append) throws InterruptedException {
        try {
            return append.get();
        } catch (ExecutionException e) {
            throw new LogUnavailableException("the command could not be appended", e);
        }
    }

    private static HandOff.@Nullable Result await(
            CompletableFuture<HandOff.Result> result, long deadline) throws InterruptedException {
        try {
            return result.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new LogUnavailableException("the owner failed", e);
        }
    }

    private Answer answer(CommandEnvelope<?> command, int partition, HandOff.Result result) {
        return switch (result) {
            case HandOff.Result.Decided(Outcome outcome, boolean replayed) ->
                    decided(command, partition, outcome, replayed);
            case HandOff.Result.Recorded(long offset) ->
                    decided(command, partition, lookup.at(partition, offset), true);
            case HandOff.Result.KeyReused _ -> new Answer.KeyReused();
            case HandOff.Result.MemoryFull _ -> unavailable("the service is overloaded");
            case HandOff.Result.StateMissing _ ->
                    unavailable("the state cannot be loaded at present");
            case HandOff.Result.NotOwner _ -> unavailable("the partition has no owner at present");
        };
    }

    private Answer decided(
            CommandEnvelope<?> command, int partition, Outcome outcome, boolean replayed) {
        return new Answer.Decided(
                command.stream(),
                outcome,
                ownership.eventsTopicId(),
                new Position(partition, outcome.lastEventOffset()),
                replayed);
    }

    private static Answer unavailable(String reason) {
        return new Answer.Unavailable(reason, RETRY_AFTER);
    }
}
