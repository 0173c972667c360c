package dev.headwater.runtime.process.run;

import dev.headwater.runtime.command.CommandEnvelope;
import dev.headwater.runtime.command.LocalIntake;
import dev.headwater.runtime.log.GroupMember;
import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.Ids;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.observe.Spans;
import dev.headwater.runtime.process.Backoff;
import dev.headwater.testkit.log.FakeLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A shop's events, a policy that reads them, and a clock, all driven by one thread. */
final class PolicyWorld {

    static final int PARTITIONS = 2;

    /** A command that an event asks for. */
    record Expected(int partition, long offset, UUID commandId) {}

    Instant now = Instant.EPOCH;
    final FakeLog log = new FakeLog(PARTITIONS, () -> now, false);
    final Notes notes = new Notes();
    final HeldAppender appender = new HeldAppender(log);
    final List<Expected> expected = new ArrayList<>();

    /** Commands that went the short way and are in the log by it. */
    final Set<UUID> decidedHere = new HashSet<>();

    Function<CommandEnvelope<?>, Optional<CompletableFuture<?>>> local = _ -> Optional.empty();

    private final Map<StreamId, Long> versions = new HashMap<>();
    private final GroupMember observer =
            log.join(
                    Notes.GROUP,
                    Notes.SOURCE,
                    new GroupMember.Listener() {
                        @Override
                        public void assigned(Set<Integer> partitions) {}

                        @Override
                        public void revoked(Set<Integer> partitions) {}

                        @Override
                        public void lost(Set<Integer> partitions) {}
                    });

    /** As provisioning does. */
    void provision() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            log.commitOffset(Notes.GROUP, partition, 0);
        }
    }

    PolicyConsumer join() {
        LocalIntake intake = command -> local.apply(command);
        return new PolicyConsumer(
                new PolicyParts(
                        notes.service,
                        log,
                        new CommandOutlet(notes.service, log, appender, intake),
                        new QuickPolicySettings(),
                        new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), new Random(1)),
                        () -> now,
                        Spans.disabled(),
                        new SimpleMeterRegistry()),
                notes.policy);
    }

    /** Appends the next event of a shop; the shop's number is its partition. */
    long happens(int shop, String text) {
        StreamId stream = StreamId.of("shop", Integer.toString(shop));
        return happens(shop, text, versions.merge(stream, 1L, Long::sum));
    }

    long happens(int shop, String text, long version) {
        StreamId stream = StreamId.of("shop", Integer.toString(shop));
        UUID eventId = Ids.event("shop", stream, version);
        long offset =
                log.put(
                        Notes.SOURCE,
                        shop,
                        stream.value(),
                        text.getBytes(StandardCharsets.UTF_8),
                        Map.of(
                                Headers.EVENT_ID, eventId.toString(),
                                Headers.COMMAND_ID, new UUID(shop, version).toString(),
                                Headers.STREAM_VERSION, Long.toString(version),
                                Headers.CORRELATION_ID, "sale-" + version,
                                Headers.TRACEPARENT, "00-" + version + "-01"));
        Notes.expected(eventId, stream, text)
                .forEach(id -> expected.add(new Expected(shop, offset, id)));
        return offset;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** The ids of all commands in the log, repeats included. */
    List<UUID> commands() {
        return records().stream()
                .map(record -> UUID.fromString(record.headers().get(Headers.COMMAND_ID)))
                .toList();
    }

    List<LogRecord> records() {
        List<LogRecord> records = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            records.addAll(log.committed(Notes.COMMANDS, partition));
        }
        return records;
    }

    /** The committed offset, or -1. */
    long committed(int partition) {
        return observer.committed(Set.of(partition)).getOrDefault(partition, -1L);
    }

    /** Turns, with time enough between them for every back-off. */
    void turn(PolicyConsumer consumer, int times) {
        for (int i = 0; i < times; i++) {
            pass(Duration.ofSeconds(6));
            consumer.turn();
        }
    }
}
