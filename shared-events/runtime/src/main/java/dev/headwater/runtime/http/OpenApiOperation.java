package dev.headwater.runtime.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Adds the shared parts to one operation, where it has none of its own. */
final class OpenApiOperation {

    private static final String OK = "200";
    private static final String ACCEPTED = "202";

    private final Operation operation;
    private final APIResponses responses;

    OpenApiOperation(Operation operation) {
        this.operation = operation;
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        this.responses = operation.getResponses();
    }

    boolean takesBody() {
        return operation.getRequestBody() != null;
    }

    /** Whether it answers one of these. */
    boolean answersOneOf(OpenApiPages pages) {
        APIResponse ok = responses.getAPIResponse(OK);
        return ok != null
                && ok.getContent() != null
                && ok.getContent().getMediaTypes().values().stream()
                        .anyMatch(media -> pages.adopt(media.getSchema()));
    }

    /**
     * @param names of {@link OpenApiParts#PROBLEMS}
     */
    void problems(String... names) {
        for (String name : names) {
            add(Integer.toString(OpenApiParts.status(name)), name);
        }
    }

    /** The command is in the log and not decided in time. */
    void pending() {
        add(ACCEPTED, OpenApiParts.PENDING);
    }

    /** An error that an annotation, or validation, names without its body is a problem as well. */
    private void add(String status, String component) {
        APIResponse own = responses.getAPIResponse(status);
        if (own == null) {
            responses.addAPIResponse(status, OASFactory.createAPIResponse().ref(component));
        } else if (own.getRef() == null && own.getContent() == null && !ACCEPTED.equals(status)) {
            own.setContent(OpenApiParts.problemContent());
        }
    }

    /**
     * @param name of one of the shared parameters
     */
    void parameter(String name) {
        List<Parameter> given = operation.getParameters();
        boolean known =
                given != null && given.stream().anyMatch(p -> name.equalsIgnoreCase(p.getName()));
        if (!known) {
            operation.addParameter(OASFactory.createParameter().ref(name));
        }
    }

    /** What comes with one thing that is read. */
    void versionHeader() {
        APIResponse ok = responses.getAPIResponse(OK);
        if (ok != null && ok.getRef() == null) {
            header(ok, HttpHeaders.ETAG);
        }
    }

    /** What comes with the decision of a command: on success everything, on a refusal the token. */
    void commandHeaders() {
        for (Map.Entry<String, APIResponse> entry : responses.getAPIResponses().entrySet()) {
            APIResponse response = entry.getValue();
            if (response.getRef() != null || !entry.getKey().matches("20[01]")) {
                continue;
            }
            header(response, HttpHeaders.ETAG);
            header(response, ConsistencyToken.HEADER);
            header(response, Answers.REPLAYED);
            if (entry.getKey().equals("201")) {
                header(response, HttpHeaders.LOCATION);
            }
        }
    }

    private static void header(APIResponse response, String name) {
        if (response.getHeaders() == null || !response.getHeaders().containsKey(name)) {
            response.addHeader(name, OASFactory.createHeader().ref(name));
        }
    }
}
