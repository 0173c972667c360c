package dev.headwater.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values of the domain as JSON: records with the name of their type, everything else as text. */
final class Described {

    /** The type of a record. */
    static final String IS = "is";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Described() {}

    static JsonNode of(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case Long number -> NODES.numberNode(number);
            case Integer number -> NODES.numberNode(number.longValue());
            case Boolean truth -> NODES.booleanNode(truth);
            case Map<?, ?> map -> {
                ObjectNode object = NODES.objectNode();
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((key, each) -> sorted.put(key.toString(), each));
                sorted.forEach((key, each) -> object.set(key, of(each)));
                yield object;
            }
            case Collection<?> many -> {
                ArrayNode array = NODES.arrayNode();
                many.forEach(each -> array.add(of(each)));
                yield array;
            }
            case Record record -> of(record);
            default -> NODES.textNode(value.toString());
        };
    }

    private static ObjectNode of(Record record) {
        ObjectNode object = NODES.objectNode();
        object.put(IS, record.getClass().getSimpleName());
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                object.set(component.getName(), of(component.getAccessor().invoke(record)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(component.toString(), e);
            }
        }
        return object;
    }

    static JsonNode parse(String json) {
        try {
            return JsonMapper.builder().build().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }

    /**
     * Whether {@code today} says everything that {@code released} said: what is new may stand
     * beside it.
     */
    static boolean stillSays(JsonNode released, JsonNode today) {
        if (released.isObject()) {
            return today.isObject()
                    && released.properties().stream()
                            .allMatch(
                                    entry ->
                                            today.has(entry.getKey())
                                                    && stillSays(
                                                            entry.getValue(),
                                                            today.get(entry.getKey())));
        }
        if (released.isArray()) {
            if (!today.isArray() || released.size() != today.size()) {
                return false;
            }
            for (int i = 0; i < released.size(); i++) {
                if (!stillSays(released.get(i), today.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return released.equals(today);
    }
}
