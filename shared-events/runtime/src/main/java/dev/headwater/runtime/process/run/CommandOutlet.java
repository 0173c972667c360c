package dev.headwater.runtime.process.run;

import dev.headwater.runtime.command.CommandEnvelope;
import dev.headwater.runtime.command.CommandRecords;
import dev.headwater.runtime.command.LocalIntake;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.log.Appender;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogUnavailableException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * The ways of a command into its own service: to the owner on this replica, or into the commands
 * topic. Thread-safe, as its parts are.
 */
public final class CommandOutlet {

    private final CommandRecords records;
    private final String topic;
    private final Log log;
    private final Appender appender;
    private final LocalIntake local;
    private volatile int partitions;

    public CommandOutlet(ServiceDefinition service, Log log, Appender appender, LocalIntake local) {
        this.records = new CommandRecords(service);
        this.topic = service.topics().commands();
        this.log = log;
        this.appender = appender;
        this.local = local;
    }

    /**
     * Sends by the short way, or else by the topic; does not wait.
     *
     * @throws IllegalArgumentException when the command is for no stream of this service
     * @throws ClassCastException when the command is not one of its stream's
     */
    Delivery send(CommandEnvelope<?> command) {
        CommandRecords.Encoded record = records.encode(command);
        Optional<CompletableFuture<?>> taken = local.offer(command);
        if (taken.isPresent()) {
            return new Delivery(command, record, taken.get(), true);
        }
        return byTopic(command, record);
    }

    /** Sends by the topic what went by the short way before; does not wait. */
    Delivery byTopic(Delivery delivery) {
        return byTopic(delivery.command(), delivery.record());
    }

    private Delivery byTopic(CommandEnvelope<?> command, CommandRecords.Encoded record) {
        return new Delivery(command, record, append(command, record), false);
    }

    private CompletableFuture<?> append(CommandEnvelope<?> command, CommandRecords.Encoded record) {
        try {
            int partition = log.partitionOf(command.stream(), partitions());
            return appender.append(
                    topic, partition, record.key(), record.value(), record.headers());
        } catch (LogUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Asked once: how many there are is part of the service's contract. */
    private int partitions() {
        int known = partitions;
        if (known == 0) {
            known = log.partitions(topic);
            partitions = known;
        }
        return known;
    }

    /**
     * A command on its way.
     *
     * @param done completes when it is in the log
     * @param local it went by the short way
     */
    record Delivery(
            CommandEnvelope<?> command,
            CommandRecords.Encoded record,
            CompletableFuture<?> done,
            boolean local) {

        boolean succeeded() {
            return done.state() == Future.State.SUCCESS;
        }

        boolean failed() {
            return done.isDone() && !succeeded();
        }
    }
}
