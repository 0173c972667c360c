package dev.headwater.runtime.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The caller's name for one attempt to change something: every repeat of the request carries it and
 * meets the answer of the first.
 *
 * @param value 1–255 printable ASCII characters, without the quotes of its notation
 */
public record IdempotencyKey(String value) {

    public static final String HEADER = "Idempotency-Key";

    private static final int MAX_LENGTH = 255;

    public IdempotencyKey {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !printable(value)) {
            throw new IllegalArgumentException(
                    "%s is 1 to %d printable ASCII characters".formatted(HEADER, MAX_LENGTH));
        }
    }

    /**
     * The key that a request carries.
     *
     * @param lines the header's lines as they came
     * @throws ProblemException 400 unless there is exactly one and it holds a key, bare or as a
     *     quoted string (RFC 8941); both notations of a value are the same key
     */
    public static IdempotencyKey of(@Nullable List<String> lines) {
        if (lines == null || lines.isEmpty()) {
            throw refused("every command needs the header " + HEADER);
        }
        if (lines.size() > 1) {
            throw refused(HEADER + " came more than once");
        }
        try {
            return parse(lines.getFirst());
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    /**
     * @throws IllegalArgumentException when it is no key
     */
    static IdempotencyKey parse(String header) {
        String line = header.strip();
        return new IdempotencyKey(line.startsWith("\"") ? unquoted(line) : line);
    }

    private static String unquoted(String line) {
        StringBuilder value = new StringBuilder(line.length());
        for (int i = 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (i == line.length() - 1) {
                    return value.toString();
                }
                break;
            }
            if (c == '\\') {
                i++;
                if (i == line.length() || (line.charAt(i) != '"' && line.charAt(i) != '\\')) {
                    break;
                }
                c = line.charAt(i);
            }
            value.append(c);
        }
        throw new IllegalArgumentException(HEADER + " is no well-formed quoted string");
    }

    private static boolean printable(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static ProblemException refused(@Nullable String detail) {
        return Problem.of(400, "idempotency-key", "Idempotency key missing or malformed", detail)
                .asException();
    }
}
