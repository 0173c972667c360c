package dev.headwater.runtime.http;

import dev.headwater.runtime.command.CommandEnvelope;
import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.command.CommandGateway;
import dev.headwater.runtime.command.CommandIds;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.observe.Spans;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client's command before its stream and content are known. Made by {@link Commands#of}. */
public final class ClientCommand {

    private final UUID id;
    private final String fingerprint;
    private final @Nullable Long expectedVersion;
    private final CommandGateway gateway;
    private final Answers answers;

    ClientCommand(
            UUID id,
            String fingerprint,
            @Nullable Long expectedVersion,
            CommandGateway gateway,
            Answers answers) {
        this.id = id;
        this.fingerprint = fingerprint;
        this.expectedVersion = expectedVersion;
        this.gateway = gateway;
        this.answers = answers;
    }

    /** The same for every try of the same request. */
    public UUID id() {
        return id;
    }

    /** The id of what this command creates: two tries meet in one stream. */
    public String createdId() {
        return CommandIds.created(id).toString();
    }

    /**
     * Hands the command to the write path and waits for the answer; blocks as {@link
     * CommandGateway#send} does.
     *
     * @param stream whose command it is
     * @param command what to decide; times and prices in it may differ between tries
     * @return the answer as interfaces.md promises it: 200 or 201, 202, a refusal's status, 422,
     *     500 or 503
     */
    public <C> Response send(StreamId stream, C command) {
        CommandEnvelope<C> envelope =
                new CommandEnvelope<>(
                        id,
                        stream,
                        fingerprint,
                        Origin.CLIENT,
                        id.toString(),
                        id.toString(),
                        Spans.traceparent(),
                        expectedVersion,
                        command);
        return answers.response(gateway.send(envelope));
    }
}
