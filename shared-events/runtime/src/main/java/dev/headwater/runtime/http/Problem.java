package dev.headwater.runtime.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, for people and programs (RFC 9457).
 *
 * @param type {@code urn:headwater:problem:<name>}: stable, what programs look at
 * @param title the type in words, always the same for a type
 * @param status the HTTP status
 * @param detail what it was this time, or null
 * @param errors the fields that break a rule, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "errors"})
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "urn:headwater:problem:";

    /**
     * A field that breaks a rule.
     *
     * @param pointer a JSON pointer (RFC 6901) into the body, {@code /lines/0/quantity}; of a
     *     parameter that is not in the body its name behind a slash, {@code /limit}
     * @param detail what the rule is
     */
    public record FieldError(String pointer, String detail) {}

    public static Problem of(int status, String name, String title, @Nullable String detail) {
        return new Problem(TYPES + name, title, status, detail, null);
    }

    /** The refusal of a rule: the type is the rule's code in kebab case. */
    public static Problem refusal(int status, String code, @Nullable String detail) {
        String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        String title = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return of(status, words.replace(' ', '-'), title, detail);
    }

    /** Input that breaks rules, all of them in one answer. */
    public static Problem invalid(List<FieldError> errors) {
        String detail =
                errors.size() == 1
                        ? "1 field breaks a rule"
                        : errors.size() + " fields break a rule";
        return new Problem(
                TYPES + "invalid-request", "Invalid request", 400, detail, List.copyOf(errors));
    }

    /** One parameter of path, query or header that breaks a rule. */
    public static Problem invalidParameter(String name, String detail) {
        return invalid(List.of(new FieldError("/" + name, detail)));
    }

    /**
     * A thing of this kind is not there, in the words of a decider that misses it.
     *
     * @param kind {@code order}: the type is {@code order-not-found}
     * @param which {@code o-1}: there is no order o-1
     */
    public static ProblemException absent(String kind, String which) {
        String code = kind.toUpperCase(Locale.ROOT) + "_NOT_FOUND";
        return refusal(404, code, "there is no %s %s".formatted(kind, which)).asException();
    }

    /** Nothing is there. */
    public static Problem notFound(String detail) {
        return of(404, "not-found", "Not found", detail);
    }

    /** Not now: worth another try after a moment. */
    public static Problem unavailable(String detail) {
        return of(503, "unavailable", "Temporarily unavailable", detail);
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }
}
