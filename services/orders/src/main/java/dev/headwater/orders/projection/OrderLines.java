package dev.headwater.orders.projection;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.orders.domain.OrderLine;
import java.util.List;

/** The lines of an order as the JSON text that rows hold; the same lines give the same text. */
public final class OrderLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final TypeReference<List<Stored>> STORED = new TypeReference<>() {};

    private OrderLines() {}

    @JsonPropertyOrder({"sku", "quantity", "unitPriceMinor"})
    private record Stored(String sku, int quantity, long unitPriceMinor) {}

    static String text(List<OrderLine> lines) {
        try {
            return JSON.writeValueAsString(
                    lines.stream()
                            .map(l -> new Stored(l.sku(), l.quantity(), l.unitPriceMinor()))
                            .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers are always JSON", e);
        }
    }

    /**
     * @throws IllegalArgumentException when the text is none of {@link #text}
     */
    public static List<OrderLine> parse(String text) {
        try {
            return JSON.readValue(text, STORED).stream()
                    .map(l -> new OrderLine(l.sku(), l.quantity(), l.unitPriceMinor()))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the lines of an order: " + text, e);
        }
    }
}
