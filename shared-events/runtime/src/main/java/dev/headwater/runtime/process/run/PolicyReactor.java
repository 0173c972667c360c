package dev.headwater.runtime.process.run;

import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.command.CausedCommands;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.EnvelopeReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.Topics;
import dev.headwater.runtime.observe.RunningSpan;
import dev.headwater.runtime.process.Policy;
import dev.headwater.runtime.process.run.CommandOutlet.Delivery;
import dev.headwater.runtime.process.run.PolicyBatch.Then;
import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes commands of events and sends them, all of a batch before the first is waited for. */
final class PolicyReactor<F> {

    private final PolicyParts parts;
    private final Policy<F> policy;
    private final EnvelopeReader<F> reader;
    private final Counter events;
    private final Counter commands;

    PolicyReactor(PolicyParts parts, Policy<F> policy) {
        this.parts = parts;
        this.policy = policy;
        this.reader = new EnvelopeReader<>(new Topics(policy.source()).events(), policy.facts());
        this.events = parts.meters().counter("headwater.policy.events", "policy", policy.name());
        this.commands =
                parts.meters().counter("headwater.policy.commands", "policy", policy.name());
    }

    /**
     * Reacts to records of one partition, in order, up to the first that it cannot deal with.
     *
     * @param versions of that partition
     * @param behind the offset behind the last record
     */
    PolicyBatch react(List<LogRecord> records, DenseVersions versions, long behind) {
        List<Delivery> sent = new ArrayList<>();
        for (LogRecord record : records) {
            try {
                Envelope<F> event = reader.read(record);
                Optional<String> violation = versions.violation(event);
                if (violation.isPresent()) {
                    return batch(sent, record.offset(), Then.STOP, violation.get());
                }
                send(event, sent);
            } catch (SchemaUnavailableException e) {
                return batch(sent, record.offset(), Then.RETRY, e.getMessage());
            } catch (UndecodableException e) {
                return batch(sent, record.offset(), Then.STOP, e.getMessage());
            } catch (RuntimeException e) {
                String reason =
                        "policy %s cannot deal with the event at offset %d: %s"
                                .formatted(policy.name(), record.offset(), e);
                return batch(sent, record.offset(), Then.STOP, reason);
            }
        }
        return batch(sent, behind, Then.GO_ON, null);
    }

    private PolicyBatch batch(List<Delivery> sent, long next, Then then, @Nullable String reason) {
        return new PolicyBatch(sent, next, then, reason, parts.clock().instant());
    }

    private void send(Envelope<F> event, List<Delivery> sent) {
        events.increment();
        List<Policy.Reaction> reactions = policy.react(event);
        if (reactions.isEmpty()) {
            return;
        }
        try (RunningSpan span =
                parts.spans().consume("policy " + policy.name(), event.traceparent())) {
            for (int index = 0; index < reactions.size(); index++) {
                sent.add(
                        parts.outlet()
                                .send(
                                        CausedCommands.policy(
                                                policy.name(),
                                                event,
                                                reactions.get(index),
                                                index,
                                                span.traceparent())));
                commands.increment();
            }
        }
    }
}
