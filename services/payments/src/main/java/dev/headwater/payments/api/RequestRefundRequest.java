package dev.headwater.payments.api;

import dev.headwater.runtime.http.MoneyJson;
import dev.headwater.runtime.http.PositiveMoney;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * @param amount no more than was captured and not yet refunded
 * @param reason for people
 */
@Schema(name = "RequestRefund")
public record RequestRefundRequest(
        @NotNull @Valid @PositiveMoney MoneyJson amount,
        @NotBlank @Size(max = 500) String reason) {}
