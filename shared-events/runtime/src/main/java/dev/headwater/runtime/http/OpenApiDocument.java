package dev.headwater.runtime.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;

/**
 * Documents what every operation answers besides its own result: each problem that a client can
 * meet, and the headers of commands and reads. What a resource says of itself stays as it is.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiDocument implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        OpenApiParts.addTo(document);
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return;
        }
        for (Map.Entry<String, PathItem> path : document.getPaths().getPathItems().entrySet()) {
            for (Map.Entry<PathItem.HttpMethod, Operation> operation :
                    path.getValue().getOperations().entrySet()) {
                complete(path.getKey(), operation.getKey(), operation.getValue());
            }
        }
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        OpenApiOperation shape = new OpenApiOperation(operation);
        boolean ofOneThing = path.contains("{");
        shape.problems("BadRequest", "NotAcceptable", "InternalError", "Unavailable");
        if (ofOneThing) {
            shape.problems("NotFound");
        }
        if (operation.getRequestBody() != null) {
            shape.problems("ContentTooLarge", "UnsupportedMediaType");
        }
        if (AdminPaths.contains(path)) {
            return;
        }
        if (method == PathItem.HttpMethod.GET && !path.startsWith(CommandResource.PATH)) {
            shape.parameter(ConsistencyToken.HEADER);
        }
        if (method == PathItem.HttpMethod.POST) {
            shape.problems("Conflict", "KeyReused");
            shape.pending();
            shape.parameter(IdempotencyKey.HEADER);
            shape.commandHeaders();
            if (ofOneThing) {
                shape.problems("PreconditionFailed");
                shape.parameter("If-Match");
            }
        }
    }
}
