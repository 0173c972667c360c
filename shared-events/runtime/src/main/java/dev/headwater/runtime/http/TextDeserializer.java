package dev.headwater.runtime.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import java.io.Serial;

/**
 * Strings that every reader of the log can hold. JSON can write U+0000, which PostgreSQL cannot
 * store, and halves of surrogate pairs, which UTF-8 cannot: an event with one would be a fact that
 * no table can show.
 */
final class TextDeserializer extends StdScalarDeserializer<String> {

    @Serial private static final long serialVersionUID = 1L;

    TextDeserializer() {
        super(String.class);
    }

    /** Anything else than such a string ends as 400. */
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        String text = StringDeserializer.instance.deserialize(parser, context);
        return holdable(text)
                ? text
                : (String) context.handleWeirdStringValue(String.class, text, "not storable");
    }

    static boolean holdable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
