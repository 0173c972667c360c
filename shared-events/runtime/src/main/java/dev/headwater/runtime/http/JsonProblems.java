package dev.headwater.runtime.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.headwater.runtime.http.Problem.FieldError;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Jackson could not read, without Jackson's words: they name classes. */
final class JsonProblems {

    private static final int MAX_NAME_LENGTH = 64;

    private JsonProblems() {}

    static Problem of(JsonProcessingException exception) {
        return switch (exception) {
            case UnrecognizedPropertyException unknown ->
                    invalid(
                            unknown,
                            "unknown field '%s'".formatted(shortened(unknown.getPropertyName())));
            case InvalidFormatException format when isText(format) ->
                    invalid(format, "must not hold U+0000 or half of a surrogate pair");
            case InvalidFormatException format -> invalid(format, expected(format.getTargetType()));
            case MismatchedInputException mismatch ->
                    invalid(mismatch, expected(mismatch.getTargetType()));
            case InputCoercionException _ -> malformed("a number is out of range");
            case StreamConstraintsException _ ->
                    malformed("the JSON is nested too deeply or holds too long a value");
            case JsonMappingException mapping -> mapping(mapping);
            default -> malformed("no well-formed JSON at " + where(exception));
        };
    }

    /** What {@link TextDeserializer} refuses: the only strings that are no strings. */
    private static boolean isText(InvalidFormatException exception) {
        return exception.getTargetType() == String.class && exception.getValue() instanceof String;
    }

    /**
     * Jackson wraps what it meets below a field: the pointer is the wrapper's, the rest the
     * cause's.
     */
    private static Problem mapping(JsonMappingException exception) {
        return switch (exception.getCause()) {
            case InputCoercionException number ->
                    invalid(exception, expected(number.getTargetType()));
            case JsonMappingException _ -> invalid(exception, "cannot be read");
            case JsonProcessingException cause -> of(cause);
            case null, default -> invalid(exception, "cannot be read");
        };
    }

    private static Problem malformed(String detail) {
        return Problem.of(400, "malformed-json", "Malformed JSON", detail);
    }

    private static Problem invalid(JsonMappingException exception, String detail) {
        return Problem.invalid(List.of(new FieldError(JsonPointers.of(exception), detail)));
    }

    private static String where(JsonProcessingException exception) {
        return exception.getLocation() == null
                ? "an unknown place"
                : JsonPointers.describe(exception.getLocation());
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "has the wrong shape";
        }
        if (type.isEnum()) {
            return "must be one of " + List.of(type.getEnumConstants());
        }
        if (type == String.class) {
            return "must be a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "must be an integer in range";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "must be an array";
        }
        if (Record.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
            return "must be an object";
        }
        return "has the wrong shape";
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH) + "…";
    }
}
