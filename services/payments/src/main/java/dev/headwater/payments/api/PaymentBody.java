package dev.headwater.payments.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headwater.payments.projection.PaymentStatus;
import dev.headwater.payments.projection.PaymentView;
import dev.headwater.runtime.http.MoneyJson;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An order's payment.
 *
 * @param status {@code REFUNDED} once all that was captured is refunded
 * @param amount what was asked for; absent when it was voided before it was asked for
 */
@Schema(name = "Payment")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentBody(
        @Schema(required = true) String orderId,
        @Schema(required = true) PaymentStatus status,
        @Schema(description = "why it was declined or voided; absent otherwise")
                @Nullable String reason,
        @Nullable MoneyJson amount,
        @Nullable String paymentMethod,
        @Nullable MoneyJson captured,
        @Nullable MoneyJson refunded,
        @Schema(required = true) Instant updatedAt) {

    static PaymentBody of(PaymentView row) {
        return new PaymentBody(
                row.orderId,
                row.status,
                row.reason,
                money(row.amountMinor, row.currency),
                row.paymentMethod,
                money(row.capturedMinor, row.currency),
                money(row.refundedMinor, row.currency),
                row.updatedAt);
    }

    private static @Nullable MoneyJson money(@Nullable Long minorUnits, @Nullable String currency) {
        return minorUnits == null || currency == null ? null : MoneyJson.of(minorUnits, currency);
    }
}
