package dev.headwater.runtime.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.observe.Meters;
import dev.headwater.runtime.process.EffectCalls;
import dev.headwater.testkit.log.FakeLog;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One process of the service, driven step by step by the simulation instead of by threads. */
final class Replica implements OwnerThreads {

    static final OutcomeRecords OUTCOMES =
            new OutcomeRecords(OutcomeCodec.of(SchemaPack.load(), SchemaLookup.none()));
    private static final Meters METERS = Meters.unread();

    final Ownership ownership;
    final List<PartitionOwner> running = new ArrayList<>();
    final CommandRecords commands;
    private final OwnerParts parts;

    Replica(FakeLog log, InstantSource clock, Settings settings, long seed) {
        this(log, clock, settings, seed, null);
    }

    Replica(
            FakeLog log,
            InstantSource clock,
            Settings settings,
            long seed,
            @Nullable SnapshotParts snapshots) {
        this(Account.service(), log, settings, new NoEffects(), clock, seed, snapshots);
    }

    Replica(
            ServiceDefinition service,
            FakeLog log,
            Settings settings,
            EffectCalls effects,
            InstantSource clock,
            long seed,
            @Nullable SnapshotParts snapshots) {
        commands = new CommandRecords(service);
        parts =
                new OwnerParts(
                        service,
                        log,
                        settings,
                        new Aggregates(service),
                        commands,
                        OUTCOMES,
                        effects,
                        new ObjectMapper(),
                        METERS,
                        clock,
                        new Random(seed),
                        snapshots);
        ownership = new Ownership(parts, this);
        ownership.join();
    }

    /** The short way into this process; nobody follows the outcomes. */
    LocalIntake gateway(FakeLog log) {
        String outcomes = parts.service().topics().outcomes();
        return new LogCommandGateway(
                parts,
                ownership,
                new OutcomeTail(log, outcomes, OUTCOMES),
                new OutcomeLookup(log, parts.service().topics(), OUTCOMES),
                log.appender());
    }

    @Override
    public void start(PartitionOwner owner) {
        running.add(owner);
    }

    @Override
    public void await(List<PartitionOwner> stopped, Duration max) {
        stopped.forEach(PartitionOwner::end);
        running.removeAll(stopped);
    }

    @Override
    public void abandon(List<PartitionOwner> stopped) {
        await(stopped, Duration.ZERO);
    }

    @Override
    public void pause(Duration duration) {
        // The simulation's clock moves by itself.
    }

    /** The process is gone, with all it had in memory; callers never hear from it. */
    void kill() {
        running.clear();
    }

    static final class NoEffects implements EffectCalls {
        @Override
        public void opened(int partition, Envelope<?> intent) {}

        @Override
        public void closed(int partition, UUID intentEventId) {}

        @Override
        public void stop(int partition) {}
    }

    /** Small bounds, so that they are met. */
    record Settings(int answersMax, Duration waitMax) implements CommandSettings {

        Settings(int answersMax) {
            this(answersMax, Duration.ofSeconds(5));
        }

        @Override
        public int queueMax() {
            return 100;
        }

        @Override
        public int batchMax() {
            return 7;
        }

        @Override
        public MemorySize recordBytesMax() {
            return new MemorySize(BigInteger.valueOf(100_000));
        }

        @Override
        public Duration answersWindow() {
            return Duration.ofHours(24);
        }

        @Override
        public int followUpsMax() {
            return 1_000;
        }

        @Override
        public Duration backOffMax() {
            return Duration.ofSeconds(1);
        }
    }
}
