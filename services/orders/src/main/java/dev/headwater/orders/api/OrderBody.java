package dev.headwater.orders.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.headwater.orders.projection.OrderLines;
import dev.headwater.orders.projection.OrderStatus;
import dev.headwater.orders.projection.OrderView;
import dev.headwater.runtime.http.MoneyJson;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An order. */
@Schema(name = "Order")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"orderId", "customerId", "status", "reason", "detail", "lines", "total"})
public record OrderBody(
        @Schema(required = true) String orderId,
        @Schema(required = true) String customerId,
        @Schema(required = true) OrderStatus status,
        @Schema(description = "why it was rejected or cancelled; absent otherwise")
                @Nullable String reason,
        @Schema(description = "the same for people") @Nullable String detail,
        @Schema(required = true) List<LineBody> lines,
        @Schema(required = true) MoneyJson total,
        @Schema(required = true) String paymentMethod,
        @Schema(required = true) Instant placedAt,
        @Schema(required = true) Instant expiresAt,
        @Schema(required = true) Instant updatedAt) {

    /** One product, with the price of one piece when the order was placed. */
    @Schema(name = "OrderLine")
    public record LineBody(
            @Schema(required = true) String sku,
            @Schema(required = true) int quantity,
            @Schema(required = true) MoneyJson unitPrice) {}

    static OrderBody of(OrderView row) {
        return new OrderBody(
                row.orderId,
                row.customerId,
                row.status,
                row.reason,
                row.detail,
                OrderLines.parse(row.lines).stream()
                        .map(
                                line ->
                                        new LineBody(
                                                line.sku(),
                                                line.quantity(),
                                                MoneyJson.of(line.unitPriceMinor(), row.currency)))
                        .toList(),
                MoneyJson.of(row.totalMinor, row.currency),
                row.paymentMethod,
                row.placedAt,
                row.expiresAt,
                row.updatedAt);
    }
}
