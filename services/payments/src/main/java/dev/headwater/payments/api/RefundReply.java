package dev.headwater.payments.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.headwater.runtime.http.MoneyJson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A refund that was asked for.
 *
 * @param status {@code REQUESTED} until the gateway has answered, then {@code REFUNDED}
 */
@Schema(name = "Refund")
@JsonPropertyOrder({"orderId", "refundId", "status", "amount"})
public record RefundReply(
        @Schema(required = true) String orderId,
        @Schema(required = true) String refundId,
        @Schema(
                        required = true,
                        enumeration = {"REQUESTED", "REFUNDED"})
                String status,
        @Schema(required = true) MoneyJson amount) {}
