package dev.headwater.runtime.command;

import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.process.DeadlineTimer;
import dev.headwater.runtime.process.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Envelopes of the commands that follow from events. Everything in them derives from the cause, so
 * that however often one is made, it is the same command.
 */
public final class CausedCommands {

    private CausedCommands() {}

    /**
     * The command that a policy asks for.
     *
     * @param policy the policy's name
     * @param cause the event that it reacts to
     * @param index counts the reactions to that event, from 0
     * @param traceparent of the reaction's own span, or null to go on with the event's
     */
    public static CommandEnvelope<?> policy(
            String policy,
            Envelope<?> cause,
            Policy.Reaction reaction,
            int index,
            @Nullable String traceparent) {
        return new CommandEnvelope<>(
                CommandIds.policy(policy, cause.eventId(), reaction.target(), index),
                reaction.target(),
                Fingerprints.of(cause.eventId().toString()),
                Origin.POLICY,
                cause.correlationId(),
                cause.eventId().toString(),
                traceparent == null ? cause.traceparent() : traceparent,
                reaction.command());
    }

    /**
     * The command that records what an effect was answered.
     *
     * @param intent the event that asked for the call
     */
    public static CommandEnvelope<?> effect(Envelope<?> intent, Object command) {
        return new CommandEnvelope<>(
                CommandIds.effect(intent.eventId()),
                intent.stream(),
                Fingerprints.of(intent.eventId().toString()),
                Origin.EFFECT,
                intent.correlationId(),
                intent.eventId().toString(),
                intent.traceparent(),
                command);
    }

    /**
     * The command of a deadline that fell due.
     *
     * @param correlationId of the stream's last event: the business transaction goes on
     */
    public static CommandEnvelope<?> deadline(DeadlineTimer.Fired fired, String correlationId) {
        return new CommandEnvelope<>(
                CommandIds.deadline(fired.stream(), fired.due().name()),
                fired.stream(),
                Fingerprints.of(fired.due().name()),
                Origin.DEADLINE,
                correlationId,
                fired.due().name(),
                null,
                fired.due().command());
    }
}
