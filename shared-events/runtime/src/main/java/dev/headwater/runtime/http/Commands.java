package dev.headwater.runtime.http;

import dev.headwater.runtime.command.CommandGateway;
import dev.headwater.runtime.command.CommandIds;
import dev.headwater.runtime.command.ServiceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The resources' way to the write path.
 *
 * <pre>{@code
 * @POST
 * public Response place(@NotNull @Valid PlaceOrderRequest body) {
 *     ClientCommand command = commands.of(body);
 *     String orderId = command.createdId();
 *     return command.send(StreamId.of("order", orderId), body.toCommand(orderId, prices, clock));
 * }
 * }</pre>
 */
@ApplicationScoped
public class Commands {

    private final CommandGateway gateway;
    private final Answers answers;
    private final UriInfo uri;
    private final HttpHeaders headers;
    private final Request request;

    public Commands(
            CommandGateway gateway,
            ServiceDefinition service,
            StreamResources resources,
            UriInfo uri,
            HttpHeaders headers,
            Request request) {
        this.gateway = gateway;
        this.answers = new Answers(service.name(), resources);
        this.uri = uri;
        this.headers = headers;
        this.request = request;
    }

    /**
     * The command that the request at hand asks for: its id comes from method, path and {@code
     * Idempotency-Key}, the version it expects from {@code If-Match}.
     *
     * @param body the validated request body, or null when it has none
     * @throws ProblemException 400 when one of the two headers is malformed or the key is missing
     */
    public ClientCommand of(@Nullable Object body) {
        IdempotencyKey key = IdempotencyKey.of(headers.getRequestHeader(IdempotencyKey.HEADER));
        Long expected = VersionTag.expected(headers.getRequestHeader(HttpHeaders.IF_MATCH));
        UUID id = CommandIds.client(request.getMethod(), uri.getPath(), key.value());
        return new ClientCommand(id, Fingerprint.of(body), expected, gateway, answers);
    }
}
