package dev.headwater.runtime.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;

/** JSON pointers (RFC 6901). */
final class JsonPointers {

    private JsonPointers() {}

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Where in the body a mapping failed. */
    static String of(JsonMappingException exception) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : exception.getPath()) {
            pointer.append('/');
            if (step.getFieldName() == null) {
                pointer.append(step.getIndex());
            } else {
                pointer.append(escaped(step.getFieldName()));
            }
        }
        return pointer.toString();
    }

    /** For people, counted from 1. */
    static String describe(JsonLocation location) {
        return "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
