package dev.headwater.runtime.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list, opaque to callers.
 *
 * @param scope 16 hex digits that stand for the path and filters it belongs to
 * @param key of the last item that was shown
 */
record Cursor(String scope, String key) {

    private static final int SCOPE_LENGTH = 16;
    private static final int MAX_LENGTH = 4_096;

    Cursor {
        if (scope.length() != SCOPE_LENGTH) {
            throw new IllegalArgumentException("a scope has 16 digits: " + scope);
        }
    }

    String encode() {
        byte[] plain = (scope + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    /** Null when nobody can have given it. */
    static @Nullable Cursor parse(String value) {
        if (value.length() > MAX_LENGTH) {
            return null;
        }
        try {
            byte[] plain = Base64.getUrlDecoder().decode(value);
            String text = new String(plain, StandardCharsets.UTF_8);
            Cursor cursor =
                    new Cursor(
                            text.substring(0, Math.min(SCOPE_LENGTH, text.length())),
                            text.substring(Math.min(SCOPE_LENGTH, text.length())));
            return cursor.encode().equals(value) ? cursor : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
