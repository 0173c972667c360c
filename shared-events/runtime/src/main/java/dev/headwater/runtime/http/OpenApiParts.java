package dev.headwater.runtime.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The parts that the documents of all services share. */
final class OpenApiParts {

    static final String PENDING = "Pending";

    private record Shared(int status, String description) {}

    /** Component name of each problem, with its status. */
    private static final Map<String, Shared> PROBLEMS = problems();

    private static final Map<String, String> HEADERS =
            Map.of(
                    HttpHeaders.ETAG,
                    "the version, quoted; If-Match takes it",
                    ConsistencyToken.HEADER,
                    "send it with later reads, which then reflect this answer",
                    Answers.REPLAYED,
                    "true when this is the recorded answer of an earlier try",
                    HttpHeaders.LOCATION,
                    "where to read on",
                    HttpHeaders.RETRY_AFTER,
                    "seconds after which another try is worth it");

    private OpenApiParts() {}

    static int status(String problem) {
        Shared shared = PROBLEMS.get(problem);
        if (shared == null) {
            throw new IllegalArgumentException("no shared problem of this name: " + problem);
        }
        return shared.status();
    }

    static void addTo(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        Components components = document.getComponents();
        components.addSchema("Problem", problemSchema());
        parameters().forEach(each -> components.addParameter(each.getName(), each));
        HEADERS.forEach((name, text) -> components.addHeader(name, header(text)));
        PROBLEMS.forEach((name, shared) -> components.addResponse(name, problem(shared)));
        components.addResponse(PENDING, pending());
    }

    private static Map<String, Shared> problems() {
        Map<String, Shared> problems = new LinkedHashMap<>();
        problems.put(
                "BadRequest",
                new Shared(400, "a field, parameter or header breaks a rule, or is missing"));
        problems.put("NotFound", new Shared(404, "no such thing, or not yet readable"));
        problems.put("NotAcceptable", new Shared(406, "no accepted media type can be answered"));
        problems.put("Conflict", new Shared(409, "a rule refused; the type names the rule"));
        problems.put("PreconditionFailed", new Shared(412, "If-Match is stale"));
        problems.put("ContentTooLarge", new Shared(413, "the body is too large"));
        problems.put("UnsupportedMediaType", new Shared(415, "the body is no application/json"));
        problems.put("KeyReused", new Shared(422, "the key came with another body before"));
        problems.put("InternalError", new Shared(500, "a defect of this service"));
        problems.put(
                "Unavailable",
                new Shared(503, "unknown, not refused: retry, a command with the same key"));
        return problems;
    }

    private static List<Parameter> parameters() {
        Schema limit =
                OASFactory.createSchema()
                        .type(List.of(SchemaType.INTEGER))
                        .minimum(BigDecimal.ONE)
                        .maximum(BigDecimal.valueOf(PageQuery.MAX_LIMIT))
                        .defaultValue(PageQuery.DEFAULT_LIMIT);
        return List.of(
                parameter(In.HEADER, IdempotencyKey.HEADER, string().minLength(1))
                        .required(true)
                        .description(
                                "names this attempt: 1 to 255 printable characters, bare or quoted;"
                                        + " every repeat carries the same and gets the same answer"),
                parameter(In.HEADER, ConsistencyToken.HEADER, string())
                        .description(
                                "from the answer to a command: the read reflects that command, or"
                                        + " is 503"),
                parameter(In.HEADER, HttpHeaders.IF_MATCH, string())
                        .description("the ETag that the thing must still have, or *"),
                parameter(In.QUERY, PageQuery.LIMIT, limit).description("most items to answer"),
                parameter(In.QUERY, PageQuery.CURSOR, string())
                        .description("next of the page before"));
    }

    private static Parameter parameter(In in, String name, Schema schema) {
        return OASFactory.createParameter().name(name).in(in).required(false).schema(schema);
    }

    private static Header header(String text) {
        return OASFactory.createHeader().description(text).schema(string());
    }

    private static APIResponse problem(Shared shared) {
        APIResponse response =
                OASFactory.createAPIResponse()
                        .description(shared.description())
                        .content(problemContent());
        if (shared.status() == 503) {
            response.addHeader(
                    HttpHeaders.RETRY_AFTER,
                    OASFactory.createHeader().ref(HttpHeaders.RETRY_AFTER));
        }
        return response;
    }

    static Content problemContent() {
        return content(Problem.MEDIA_TYPE, OASFactory.createSchema().ref("Problem"));
    }

    private static APIResponse pending() {
        Schema body =
                OASFactory.createSchema()
                        .type(List.of(SchemaType.OBJECT))
                        .description("the id of what the command is for, and status PENDING")
                        .addProperty("status", string().addEnumeration("PENDING"))
                        .addRequired("status")
                        .additionalPropertiesSchema(string());
        return OASFactory.createAPIResponse()
                .description("in the log, not decided in time; Location tells")
                .addHeader(
                        HttpHeaders.LOCATION, OASFactory.createHeader().ref(HttpHeaders.LOCATION))
                .content(content(MediaType.APPLICATION_JSON, body));
    }

    private static Schema problemSchema() {
        Schema error =
                OASFactory.createSchema()
                        .type(List.of(SchemaType.OBJECT))
                        .addProperty("pointer", string().description("a JSON pointer, RFC 6901"))
                        .addProperty("detail", string())
                        .required(List.of("pointer", "detail"));
        return OASFactory.createSchema()
                .type(List.of(SchemaType.OBJECT))
                .description("what is wrong, for people and programs (RFC 9457)")
                .addProperty("type", string().description("urn:headwater:problem:<name>, stable"))
                .addProperty("title", string())
                .addProperty("status", OASFactory.createSchema().type(List.of(SchemaType.INTEGER)))
                .addProperty("detail", string())
                .addProperty(
                        "errors",
                        OASFactory.createSchema().type(List.of(SchemaType.ARRAY)).items(error))
                .required(List.of("type", "title", "status"));
    }

    private static Schema string() {
        return OASFactory.createSchema().type(List.of(SchemaType.STRING));
    }

    private static Content content(String mediaType, Schema schema) {
        return OASFactory.createContent()
                .addMediaType(mediaType, OASFactory.createMediaType().schema(schema));
    }
}
