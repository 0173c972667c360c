package dev.headwater.runtime.process.run;

import dev.headwater.runtime.command.Answer;
import dev.headwater.runtime.command.CausedCommands;
import dev.headwater.runtime.command.CommandGateway;
import dev.headwater.runtime.command.Outcome;
import java.util.Objects;

/** Brings what the outside answered into the log. */
final class EffectAnswers {

    private final CommandGateway gateway;
    private final EffectDefects defects;

    EffectAnswers(CommandGateway gateway, EffectDefects defects) {
        this.gateway = gateway;
        this.defects = defects;
    }

    /**
     * Sends the answer once, and blocks until the gateway says what became of it.
     *
     * @return whether it was accepted; if not, it is to be sent again
     */
    boolean accepted(EffectRun run) {
        Object command = Objects.requireNonNull(run.answer);
        try {
            return switch (gateway.send(CausedCommands.effect(run.intent, command))) {
                case Answer.Decided decided -> accepted(run, decided.outcome());
                case Answer.KeyReused _ -> {
                    defects.report(run, null, "an effect's answer has another command's id");
                    yield false;
                }
                case Answer.Pending _, Answer.Unavailable _ -> false;
            };
        } catch (RuntimeException e) {
            defects.report(run, e, "an effect's answer could not be handed over");
            return false;
        }
    }

    private boolean accepted(EffectRun run, Outcome outcome) {
        boolean accepted = outcome.kind() == Outcome.Kind.ACCEPTED;
        if (!accepted) {
            defects.report(run, null, "an effect's answer was not accepted; it is sent again");
        }
        return accepted;
    }
}
