package dev.headwater.runtime.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;

/**
 * Documents what every operation answers besides its own result: each problem that a client can
 * meet, the headers of commands and reads, the parameters of pages. What a resource says of itself
 * stays as it is.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiDocument implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        OpenApiParts.addTo(document);
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return;
        }
        OpenApiPages pages = new OpenApiPages(document.getComponents());
        for (Map.Entry<String, PathItem> path : document.getPaths().getPathItems().entrySet()) {
            for (Map.Entry<PathItem.HttpMethod, Operation> operation :
                    path.getValue().getOperations().entrySet()) {
                OpenApiOperation shape = new OpenApiOperation(operation.getValue());
                complete(path.getKey(), operation.getKey(), shape);
                if (shape.answersOneOf(pages)) {
                    shape.parameter(PageQuery.LIMIT);
                    shape.parameter(PageQuery.CURSOR);
                }
            }
        }
    }

    private static void complete(String path, PathItem.HttpMethod method, OpenApiOperation shape) {
        shape.problems("BadRequest", "NotAcceptable", "InternalError", "Unavailable");
        if (path.contains("{")) {
            shape.problems("NotFound");
        }
        if (shape.takesBody()) {
            shape.problems("ContentTooLarge", "UnsupportedMediaType");
        }
        if (AdminPaths.contains(path)) {
            return;
        }
        if (method == PathItem.HttpMethod.GET && !path.startsWith(CommandResource.PATH)) {
            shape.parameter(ConsistencyToken.HEADER);
        }
        if (method == PathItem.HttpMethod.GET && path.endsWith("}")) {
            shape.versionHeader();
        }
        if (method == PathItem.HttpMethod.POST) {
            shape.problems("Conflict", "PreconditionFailed", "KeyReused");
            shape.pending();
            shape.parameter(IdempotencyKey.HEADER);
            shape.parameter(HttpHeaders.IF_MATCH);
            shape.commandHeaders();
        }
    }
}
