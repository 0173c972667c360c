package dev.headwater.runtime.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.runtime.command.Answer;
import dev.headwater.runtime.command.CommandLookup;
import dev.headwater.runtime.command.Outcome;
import dev.headwater.runtime.command.ServiceDefinition;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What became of the commands that were answered 202. */
@Path(CommandResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CommandResource {

    static final String PATH = "/commands";

    /**
     * A command that was accepted into the log.
     *
     * @param status {@code PENDING}, {@code ACCEPTED}, {@code REFUSED} or {@code FAILED}
     * @param httpStatus of the answer that the command came to; null while it is pending
     * @param body of that answer: the result, or a problem; null while it is pending
     * @param location where what was created can be read
     */
    @Schema(name = "Command")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CommandStatus(
            @Schema(
                            required = true,
                            enumeration = {"PENDING", "ACCEPTED", "REFUSED", "FAILED"})
                    String status,
            @Nullable Integer httpStatus,
            @Schema(implementation = Object.class) @JsonRawValue @Nullable String body,
            @Nullable String location) {}

    private final CommandLookup commands;
    private final StreamResources resources;
    private final ObjectMapper mapper;
    private final String service;
    private final Answers answers;

    CommandResource(
            CommandLookup commands,
            StreamResources resources,
            ServiceDefinition service,
            ObjectMapper mapper) {
        this.commands = commands;
        this.resources = resources;
        this.mapper = mapper;
        this.service = service.name();
        this.answers = new Answers(this.service, resources);
    }

    /** The state of a command; its {@code reference} came in the {@code Location} of a 202. */
    @GET
    @Path("/{reference}")
    @Operation(operationId = "getCommand", summary = "What became of a command")
    @APIResponse(
            responseCode = "200",
            description = "pending, or what it came to",
            content = @Content(schema = @Schema(implementation = CommandStatus.class)))
    public Response find(String reference) {
        Answer answer =
                commands.find(reference)
                        .orElseThrow(
                                () ->
                                        Problem.notFound("no command has this reference")
                                                .asException());
        return switch (answer) {
            case Answer.Pending _ ->
                    Response.ok(new CommandStatus("PENDING", null, null, null)).build();
            case Answer.Decided decided -> decided(decided);
            case Answer.KeyReused _ -> answers.response(answer);
            case Answer.Unavailable _ -> answers.response(answer);
        };
    }

    private Response decided(Answer.Decided decided) {
        Outcome outcome = decided.outcome();
        boolean accepted = outcome.kind() == Outcome.Kind.ACCEPTED;
        Problem problem = accepted ? null : Answers.problem(outcome);
        CommandStatus status =
                new CommandStatus(
                        outcome.kind().name(),
                        problem == null ? outcome.status() : problem.status(),
                        problem == null ? outcome.body() : json(problem),
                        accepted ? resources.path(decided.stream()) : null);
        Response.ResponseBuilder response =
                Response.ok(status)
                        .header(
                                ConsistencyToken.HEADER,
                                ConsistencyToken.of(service, decided).encode());
        if (accepted) {
            response.header(HttpHeaders.ETAG, VersionTag.of(outcome.streamVersion()));
        }
        return response.build();
    }

    private String json(Problem problem) {
        try {
            return mapper.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem holds only strings and numbers", e);
        }
    }
}
