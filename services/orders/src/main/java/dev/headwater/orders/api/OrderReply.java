package dev.headwater.orders.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.headwater.orders.domain.OrderState.Terms;
import dev.headwater.orders.projection.OrderStatus;
import dev.headwater.runtime.http.MoneyJson;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a command on an order answers.
 *
 * @param reason why it was rejected or cancelled; absent otherwise
 * @param expiresAt when it is cancelled unless it has ended by then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"orderId", "status", "reason", "total", "placedAt", "expiresAt"})
public record OrderReply(
        @Schema(required = true) String orderId,
        @Schema(required = true) OrderStatus status,
        @Nullable String reason,
        @Schema(required = true) MoneyJson total,
        @Schema(required = true) Instant placedAt,
        @Schema(required = true) Instant expiresAt) {

    static OrderReply of(OrderStatus status, @Nullable String reason, Terms terms) {
        return new OrderReply(
                terms.orderId(),
                status,
                reason,
                MoneyJson.of(terms.total().minorUnits(), terms.total().currency()),
                terms.placedAt(),
                terms.expiresAt());
    }
}
