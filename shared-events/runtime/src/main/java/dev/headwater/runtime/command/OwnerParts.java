package dev.headwater.runtime.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.observe.Meters;
import dev.headwater.runtime.process.EffectCalls;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What the owners of a service's partitions share. */
record OwnerParts(
        ServiceDefinition service,
        Log log,
        CommandSettings settings,
        Aggregates aggregates,
        CommandRecords commands,
        OutcomeRecords outcomes,
        EffectCalls effects,
        ObjectMapper json,
        Meters meters,
        InstantSource clock,
        RandomGenerator random) {

    FollowUps followUps(int partition) {
        return new FollowUps(partition, effects);
    }

    PartitionState state(int partition, FollowUps followUps) {
        return new PartitionState(partition, aggregates, new CommandMemory(settings), followUps);
    }

    BatchDecider decider(int partition, int partitions) {
        return new BatchDecider(
                partition,
                aggregates,
                commands,
                outcomes,
                stream -> log.partitionOf(stream, partitions),
                json,
                Math.toIntExact(settings.recordBytesMax().asLongValue()));
    }
}
