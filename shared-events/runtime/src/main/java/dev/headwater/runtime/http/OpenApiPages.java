package dev.headwater.runtime.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of {@link Page}s. The build names them after classes; clients see the name of what is
 * in them: a page of {@code Order} is an {@code OrderPage}.
 */
final class OpenApiPages {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final Set<String> FIELDS = Set.of("items", "next");

    /** References as the build made them, with what takes their place. */
    private final Map<String, String> references = new HashMap<>();

    /** Renames the pages among the components. */
    OpenApiPages(Components components) {
        for (Map.Entry<String, Schema> schema : Map.copyOf(components.getSchemas()).entrySet()) {
            String item = item(schema.getValue());
            if (item != null) {
                String name = item.substring(SCHEMAS.length()) + "Page";
                components.removeSchema(schema.getKey());
                components.addSchema(name, schema.getValue());
                references.put(SCHEMAS + schema.getKey(), SCHEMAS + name);
            }
        }
    }

    private static @Nullable String item(Schema schema) {
        Map<String, Schema> fields = schema.getProperties();
        if (fields == null || !fields.keySet().equals(FIELDS)) {
            return null;
        }
        Schema items = fields.get("items");
        return items == null || items.getItems() == null ? null : items.getItems().getRef();
    }

    /** Whether this refers to a page; it does so by the page's new name then. */
    boolean adopt(@Nullable Schema schema) {
        String renamed = schema == null ? null : references.get(schema.getRef());
        if (schema == null || renamed == null) {
            return false;
        }
        schema.setRef(renamed);
        return true;
    }
}
