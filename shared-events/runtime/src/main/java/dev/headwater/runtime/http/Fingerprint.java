package dev.headwater.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asked, as a number: two bodies that mean the same have the same fingerprint,
 * however their fields are ordered and their numbers are written.
 *
 * <p>Taken of the validated request and not of the command, which holds times and prices. Fields
 * that are null count as absent, so that a release that adds an optional field keeps old
 * fingerprints.
 */
public final class Fingerprint {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .build();

    private Fingerprint() {}

    /**
     * The fingerprint of a request.
     *
     * @param request the request body as the resource got it, or null when it has none
     * @return SHA-256 of its canonical JSON, in hex
     */
    public static String of(@Nullable Object request) {
        byte[] canonical = canonical(request).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(sha256().digest(canonical));
    }

    static String canonical(@Nullable Object request) {
        StringBuilder json = new StringBuilder();
        JsonNode tree = MAPPER.valueToTree(request);
        write(tree, json);
        return json.toString();
    }

    private static void write(@Nullable JsonNode node, StringBuilder json) {
        if (node == null || node.isNull()) {
            json.append("null");
        } else if (node.isObject()) {
            writeObject(node, json);
        } else if (node.isArray()) {
            String separator = "[";
            for (JsonNode element : node) {
                json.append(separator);
                write(element, json);
                separator = ",";
            }
            json.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            json.append(number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
        } else {
            json.append(node);
        }
    }

    private static void writeObject(JsonNode object, StringBuilder json) {
        TreeMap<String, JsonNode> sorted = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getValue().isNull()) {
                sorted.put(field.getKey(), field.getValue());
            }
        }
        json.append('{');
        String separator = "";
        for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
            json.append(separator)
                    .append(JsonNodeFactory.instance.textNode(field.getKey()))
                    .append(':');
            write(field.getValue(), json);
            separator = ",";
        }
        json.append('}');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
