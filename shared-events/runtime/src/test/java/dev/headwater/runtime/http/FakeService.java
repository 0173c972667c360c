package dev.headwater.runtime.http;

import dev.headwater.runtime.command.Answer;
import dev.headwater.runtime.command.CommandEnvelope;
import dev.headwater.runtime.command.CommandGateway;
import dev.headwater.runtime.command.CommandLookup;
import dev.headwater.runtime.command.Outcome;
import dev.headwater.runtime.command.PartitionStatus;
import dev.headwater.runtime.command.PartitionsView;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.health.ReadinessProbe;
import dev.headwater.runtime.http.StreamResources.StreamResource;
import dev.headwater.runtime.log.Appender;
import dev.headwater.runtime.log.GroupMember;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.PartitionLog;
import dev.headwater.runtime.log.Position;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.projection.ConsistencyGate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What stands behind the HTTP layer, told by each test what to answer. */
@Alternative
@ApplicationScoped
public class FakeService {

    static final String TOPIC_ID = "topic-a";

    private final List<CommandEnvelope<?>> sent = new ArrayList<>();
    private Function<CommandEnvelope<?>, Answer> answers = command -> accepted(command, 201, 1);
    private @Nullable Answer found;
    private long folded = Long.MAX_VALUE;
    private List<String> unready = List.of();

    synchronized void reset() {
        sent.clear();
        answers = command -> accepted(command, 201, 1);
        found = null;
        folded = Long.MAX_VALUE;
        unready = List.of();
    }

    synchronized void answer(Function<CommandEnvelope<?>, Answer> function) {
        answers = function;
    }

    synchronized void find(Answer answer) {
        found = answer;
    }

    synchronized void folded(long offset) {
        folded = offset;
    }

    synchronized void unready(String... problems) {
        unready = List.of(problems);
    }

    synchronized CommandEnvelope<?> last() {
        return sent.getLast();
    }

    synchronized int commands() {
        return sent.size();
    }

    static Answer accepted(CommandEnvelope<?> command, int status, long version) {
        String body = "{\"thingId\":\"%s\",  \"big\":1.50}".formatted(command.stream().id());
        return decided(
                command.stream(),
                outcome(command, Outcome.Kind.ACCEPTED, null, null, status, body, version),
                false);
    }

    static Answer refused(CommandEnvelope<?> command, String code, int status) {
        Outcome outcome =
                outcome(
                        command,
                        Outcome.Kind.REFUSED,
                        code,
                        "there is no SKU x-1",
                        status,
                        null,
                        3);
        return decided(command.stream(), outcome, false);
    }

    static Outcome outcome(
            CommandEnvelope<?> command,
            Outcome.Kind kind,
            @Nullable String code,
            @Nullable String detail,
            int status,
            @Nullable String body,
            long version) {
        return new Outcome(
                command.id(),
                "MakeThing",
                command.fingerprint(),
                kind,
                false,
                code,
                detail,
                status,
                body,
                41,
                version);
    }

    static Answer.Decided decided(StreamId stream, Outcome outcome, boolean replayed) {
        return new Answer.Decided(stream, outcome, TOPIC_ID, new Position(2, 41), replayed);
    }

    @Produces
    @Singleton
    ServiceDefinition service() {
        return new ServiceDefinition("things", List.of(), List.of(), List.of());
    }

    @Produces
    @Singleton
    StreamResources resources() {
        return new StreamResources(new StreamResource("thing", "thingId", "/things/{id}"));
    }

    @Produces
    @Singleton
    CommandGateway gateway() {
        return command -> {
            synchronized (this) {
                sent.add(command);
                return answers.apply(command);
            }
        };
    }

    @Produces
    @Singleton
    CommandLookup lookup() {
        return reference -> {
            synchronized (this) {
                return reference.equals("0-7") ? Optional.ofNullable(found) : Optional.empty();
            }
        };
    }

    @Produces
    @Singleton
    PartitionsView partitions() {
        PartitionStatus live =
                new PartitionStatus(0, "LIVE", "things-1", Instant.EPOCH, 12, 7, 0, 3, null, null);
        return () -> List.of(live);
    }

    @Produces
    @Singleton
    ConsistencyGate gate() {
        return (projection, partition, offset, max) -> {
            synchronized (this) {
                return projection.equals("thing_view") && offset < folded;
            }
        };
    }

    @Produces
    @Singleton
    ReadinessProbe probe() {
        return new ReadinessProbe() {
            @Override
            public String name() {
                return "things";
            }

            @Override
            public List<String> problems() {
                synchronized (FakeService.this) {
                    return unready;
                }
            }
        };
    }

    @Produces
    @Singleton
    Log log() {
        return new TopicIdOnly();
    }

    /** The HTTP layer asks the log for nothing else. */
    private static final class TopicIdOnly implements Log {

        @Override
        public String topicId(String topic) {
            return TOPIC_ID;
        }

        @Override
        public int partitions(String topic) {
            return 6;
        }

        @Override
        public PartitionLog acquire(String service, int partition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public GroupMember join(String group, String topic, GroupMember.Listener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LogReader reader(String topic) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Appender appender() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int partitionOf(StreamId stream, int partitions) {
            throw new UnsupportedOperationException();
        }
    }
}
