package dev.headwater.runtime.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.observe.Meters;
import dev.headwater.runtime.process.EffectCalls;
import dev.headwater.runtime.snapshot.SnapshotIdentity;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

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
        RandomGenerator random,
        @Nullable SnapshotParts snapshots) {

    /** A service that keeps no snapshots. */
    OwnerParts(
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
        this(
                service,
                log,
                settings,
                aggregates,
                commands,
                outcomes,
                effects,
                json,
                meters,
                clock,
                random,
                null);
    }

    /** A state that knows nothing yet. */
    PartitionState state(int partition) {
        int streamsMax = snapshots == null ? Integer.MAX_VALUE : snapshots.settings().streamsMax();
        return new PartitionState(
                partition,
                aggregates,
                new StreamCache(streamsMax),
                new CommandMemory(settings),
                new FollowUps(partition, effects));
    }

    Snapshots snapshots(int partition, int partitions) {
        if (snapshots == null) {
            return Snapshots.NONE;
        }
        SavedForms forms = new SavedForms(aggregates);
        Supplier<SnapshotIdentity> identity =
                () ->
                        new SnapshotIdentity(
                                log.topicId(service.topics().events()),
                                log.topicId(service.topics().outcomes()),
                                partitions,
                                forms.schema());
        return new PartitionSnapshots(partition, snapshots, forms, identity, clock);
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
