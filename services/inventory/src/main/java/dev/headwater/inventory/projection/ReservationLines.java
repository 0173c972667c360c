package dev.headwater.inventory.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.inventory.domain.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a reservation as the JSON text that rows hold; equal lines give equal text. */
public final class ReservationLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final TypeReference<List<ReservationLine>> LINES = new TypeReference<>() {};

    private ReservationLines() {}

    /** What an item answered to its line. */
    public enum LineStatus {
        PENDING,
        ALLOCATED,
        REFUSED
    }

    /**
     * @param quantity pieces asked for
     * @param status what the item answered
     * @param available pieces there were when it refused; null otherwise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"sku", "quantity", "status", "available"})
    public record ReservationLine(
            String sku, int quantity, LineStatus status, @Nullable Long available) {}

    static String asked(List<Line> lines) {
        return text(
                lines.stream()
                        .map(
                                line ->
                                        new ReservationLine(
                                                line.sku(),
                                                line.quantity(),
                                                LineStatus.PENDING,
                                                null))
                        .toList());
    }

    static String answered(String text, String sku, LineStatus status, @Nullable Long available) {
        return text(
                parse(text).stream()
                        .map(
                                line ->
                                        line.sku().equals(sku)
                                                ? new ReservationLine(
                                                        sku, line.quantity(), status, available)
                                                : line)
                        .toList());
    }

    /**
     * @throws IllegalArgumentException when the text is not of this class's making
     */
    public static List<ReservationLine> parse(String text) {
        try {
            return JSON.readValue(text, LINES);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the lines of a reservation: " + text, e);
        }
    }

    private static String text(List<ReservationLine> lines) {
        try {
            return JSON.writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers are always JSON", e);
        }
    }
}
