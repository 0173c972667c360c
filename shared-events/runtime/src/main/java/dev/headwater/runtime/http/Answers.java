package dev.headwater.runtime.http;

import dev.headwater.runtime.command.Answer;
import dev.headwater.runtime.command.Outcome;
import dev.headwater.runtime.log.StreamId;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the write path answered as an HTTP response. A function of the answer alone: a repeat gets
 * the same bytes as the first try, on any replica and after any restart.
 */
final class Answers {

    /** Says that this is the recorded answer of an earlier try. */
    static final String REPLAYED = "Idempotency-Replayed";

    private final String service;
    private final StreamResources resources;

    Answers(String service, StreamResources resources) {
        this.service = service;
        this.resources = resources;
    }

    Response response(Answer answer) {
        return switch (answer) {
            case Answer.Decided decided -> decided(decided);
            case Answer.Pending pending -> pending(pending);
            case Answer.KeyReused _ -> Problems.response(keyReused());
            case Answer.Unavailable unavailable -> unavailable(unavailable);
        };
    }

    /** Of a refused or failed command: built from the outcome, so equal for every repeat. */
    static Problem problem(Outcome outcome) {
        if (outcome.kind() == Outcome.Kind.FAILED || outcome.code() == null) {
            return Problem.of(
                    500,
                    "command-failed",
                    "Command failed",
                    "a defect of this service kept the command from being decided; it is recorded"
                            + " and can be redriven");
        }
        return Problem.refusal(outcome.status(), outcome.code(), outcome.detail());
    }

    private Response decided(Answer.Decided decided) {
        Outcome outcome = decided.outcome();
        Response.ResponseBuilder response =
                switch (outcome.kind()) {
                    case ACCEPTED -> accepted(decided.stream(), outcome);
                    case REFUSED, FAILED -> Problems.builder(problem(outcome));
                };
        String token = ConsistencyToken.of(service, decided).encode();
        response.header(ConsistencyToken.HEADER, token);
        if (decided.replayed()) {
            response.header(REPLAYED, "true");
        }
        return response.build();
    }

    private Response.ResponseBuilder accepted(StreamId stream, Outcome outcome) {
        Response.ResponseBuilder response =
                Response.status(outcome.status())
                        .header(HttpHeaders.ETAG, VersionTag.of(outcome.streamVersion()));
        if (outcome.body() != null) {
            response.type(MediaType.APPLICATION_JSON_TYPE).entity(outcome.body());
        }
        String path = resources.path(stream);
        if (outcome.status() == Response.Status.CREATED.getStatusCode() && path != null) {
            response.header(HttpHeaders.LOCATION, path);
        }
        return response;
    }

    private Response pending(Answer.Pending pending) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put(resources.idField(pending.stream()), pending.stream().id());
        body.put("status", "PENDING");
        return Response.accepted(body)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.LOCATION, CommandResource.PATH + "/" + pending.reference())
                .build();
    }

    private static Problem keyReused() {
        return Problem.of(
                422,
                "idempotency-key-reused",
                "Idempotency key reused",
                "this key came with another request body before; use a new key for a new request");
    }

    private static Response unavailable(Answer.Unavailable unavailable) {
        return Problems.response(
                Problem.unavailable(unavailable.reason()), unavailable.retryAfter());
    }
}
