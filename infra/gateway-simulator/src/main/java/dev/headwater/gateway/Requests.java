package dev.headwater.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads requests strictly: what is missing, unknown or out of range is a problem of status 400. */
final class Requests {

    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final int KEY_CHARS_MAX = 255;
    private static final int TEXT_CHARS_MAX = 1_000;

    /** So that no sum of amounts overflows. */
    private static final long AMOUNT_MAX = 1_000_000_000_000L;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern TEXT = Pattern.compile("(?s).{0," + TEXT_CHARS_MAX + "}");
    private static final Pattern TOKEN = Pattern.compile(".{1," + KEY_CHARS_MAX + "}");

    private final ObjectMapper json;

    Requests(ObjectMapper json) {
        this.json = json;
    }

    static String key(HttpExchange exchange) throws Problem {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key == null || key.isBlank()) {
            throw bad("The header Idempotency-Key is missing.");
        }
        if (key.length() > KEY_CHARS_MAX) {
            throw bad("The Idempotency-Key has more than " + KEY_CHARS_MAX + " characters.");
        }
        return key;
    }

    Intent intent(Operation operation, HttpExchange exchange) throws Problem, IOException {
        Body body = new Body(tree(exchange));
        String orderId = body.text("orderId", ID);
        Intent intent =
                switch (operation) {
                    case AUTHORIZE ->
                            new Intent(
                                    operation,
                                    orderId,
                                    body.amount(),
                                    body.text("currency", CURRENCY),
                                    body.text("paymentMethod", TOKEN),
                                    null,
                                    null,
                                    null,
                                    null);
                    case CAPTURE ->
                            new Intent(
                                    operation,
                                    orderId,
                                    body.amount(),
                                    body.text("currency", CURRENCY),
                                    null,
                                    body.text("authorization", TOKEN),
                                    null,
                                    null,
                                    null);
                    case VOID ->
                            new Intent(
                                    operation,
                                    orderId,
                                    null,
                                    null,
                                    null,
                                    null,
                                    body.text("authorizationKey", TOKEN),
                                    null,
                                    body.optional("reason", TEXT));
                    case REFUND ->
                            new Intent(
                                    operation,
                                    orderId,
                                    body.amount(),
                                    body.text("currency", CURRENCY),
                                    null,
                                    null,
                                    null,
                                    body.text("refundId", ID),
                                    null);
                };
        body.refuseOthers();
        return intent;
    }

    private JsonNode tree(HttpExchange exchange) throws Problem, IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
        if (bytes.length > BODY_BYTES_MAX) {
            throw new Problem(413, "too-large", "The body is larger than 64 KiB.");
        }
        try {
            JsonNode tree = json.readTree(bytes);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException _) {
            // Said below: what is no JSON is no JSON object either.
        }
        throw bad("The body is not a JSON object.");
    }

    private static Problem bad(String detail) {
        return new Problem(400, "invalid-request", detail);
    }

    /** One JSON object, and which of its fields were asked for. */
    private static final class Body {
        private final JsonNode tree;
        private final Set<String> known = new HashSet<>();

        Body(JsonNode tree) {
            this.tree = tree;
        }

        String text(String field, Pattern shape) throws Problem {
            String value = optional(field, shape);
            if (value == null) {
                throw bad("The field " + field + " is missing.");
            }
            return value;
        }

        @Nullable String optional(String field, Pattern shape) throws Problem {
            known.add(field);
            JsonNode node = tree.get(field);
            if (node == null || node.isNull()) {
                return null;
            }
            if (!node.isTextual() || !shape.matcher(node.asText()).matches()) {
                throw bad("The field %s is not of the form %s.".formatted(field, shape));
            }
            return node.asText();
        }

        Long amount() throws Problem {
            known.add("amountMinor");
            JsonNode node = tree.get("amountMinor");
            if (node == null
                    || !node.isIntegralNumber()
                    || !node.canConvertToLong()
                    || node.asLong() <= 0
                    || node.asLong() > AMOUNT_MAX) {
                throw bad(
                        "The field amountMinor is not a whole number of minor units from 1 to %d."
                                .formatted(AMOUNT_MAX));
            }
            return node.asLong();
        }

        void refuseOthers() throws Problem {
            Set<String> others = new HashSet<>();
            tree.fieldNames().forEachRemaining(others::add);
            others.removeAll(known);
            if (!others.isEmpty()) {
                throw bad("Nobody knows the field " + others.iterator().next() + ".");
            }
        }
    }
}
