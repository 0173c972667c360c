package dev.headwater.inventory.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headwater.inventory.projection.ReservationLines;
import dev.headwater.inventory.projection.ReservationLines.LineStatus;
import dev.headwater.inventory.projection.ReservationStatus;
import dev.headwater.inventory.projection.ReservationView;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An order's claim on the stock. */
@Schema(name = "Reservation")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReservationBody(
        @Schema(required = true) String orderId,
        @Schema(required = true) ReservationStatus status,
        @Schema(required = true, description = "empty when it was released before it was asked for")
                List<LineBody> lines,
        @Schema(required = true) Instant updatedAt) {

    /**
     * @param quantity pieces asked for
     * @param available pieces there were when it was refused; absent otherwise
     */
    @Schema(name = "ReservationLine")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LineBody(
            @Schema(required = true) String sku,
            @Schema(required = true) int quantity,
            @Schema(required = true) LineStatus status,
            @Nullable Long available) {}

    static ReservationBody of(ReservationView row) {
        return new ReservationBody(
                row.orderId,
                row.status,
                ReservationLines.parse(row.lines).stream()
                        .map(
                                line ->
                                        new LineBody(
                                                line.sku(),
                                                line.quantity(),
                                                line.status(),
                                                line.available()))
                        .toList(),
                row.updatedAt);
    }
}
