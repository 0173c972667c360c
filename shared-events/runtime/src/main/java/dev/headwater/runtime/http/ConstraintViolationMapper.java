package dev.headwater.runtime.http;

import dev.headwater.runtime.http.Problem.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Input that breaks the rules of Bean Validation: 400 with every rule that was broken. */
@Provider
public class ConstraintViolationMapper implements ExceptionMapper<ConstraintViolationException> {

    private static final Logger LOG = Logger.getLogger(ConstraintViolationMapper.class);

    @Override
    public Response toResponse(ConstraintViolationException exception) {
        if (exception.getConstraintViolations().stream().anyMatch(v -> ofOurs(v))) {
            return UnhandledMapper.defect(exception, LOG);
        }
        List<FieldError> errors =
                exception.getConstraintViolations().stream()
                        .map(v -> new FieldError(pointer(v), v.getMessage()))
                        .distinct()
                        .sorted(
                                Comparator.comparing(FieldError::pointer)
                                        .thenComparing(FieldError::detail))
                        .toList();
        return Problems.response(Problem.invalid(errors));
    }

    /** A broken rule on what a method returned is our defect, not the caller's. */
    private static boolean ofOurs(ConstraintViolation<?> violation) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    /**
     * The violation's place as a JSON pointer. A path starts with the resource's method and the
     * name of its parameter: what lies below a parameter is in the body, a parameter alone is one
     * of path, query or header, or the body itself.
     */
    static String pointer(ConstraintViolation<?> violation) {
        StringBuilder below = new StringBuilder();
        @Nullable String parameter = null;
        for (Path.Node node : violation.getPropertyPath()) {
            switch (node.getKind()) {
                case METHOD, CONSTRUCTOR, CROSS_PARAMETER, RETURN_VALUE -> {}
                case PARAMETER -> parameter = node.getName();
                case BEAN, PROPERTY, CONTAINER_ELEMENT -> append(below, node);
            }
        }
        if (below.isEmpty() && parameter != null) {
            return isBody(violation, parameter) ? "" : "/" + JsonPointers.escaped(parameter);
        }
        return below.toString();
    }

    private static void append(StringBuilder pointer, Path.Node node) {
        if (node.getIndex() != null) {
            pointer.append('/').append(node.getIndex());
        } else if (node.getKey() != null) {
            pointer.append('/').append(JsonPointers.escaped(node.getKey().toString()));
        }
        String name = node.getName();
        if (name != null && !name.startsWith("<")) {
            pointer.append('/').append(JsonPointers.escaped(name));
        }
    }

    /** The body is a record of ours or absent; parameters are strings and numbers. */
    private static boolean isBody(ConstraintViolation<?> violation, String parameter) {
        Object value = violation.getInvalidValue();
        return value == null
                ? parameter.equals("body") || parameter.equals("request")
                : value instanceof Record;
    }
}
