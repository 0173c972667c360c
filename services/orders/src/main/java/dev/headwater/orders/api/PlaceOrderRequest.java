package dev.headwater.orders.api;

import dev.headwater.orders.domain.SalesChannel;
import dev.headwater.runtime.http.ResourceId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a client orders. */
@Schema(name = "PlaceOrder")
public record PlaceOrderRequest(
        @NotNull @ResourceId String customerId,
        @NotNull @Size(min = 1, max = 100) @UniqueSkus List<@NotNull @Valid LineRequest> lines,
        @NotNull @ResourceId String paymentMethod,
        @Schema(description = "where the customer places it; WEB when nothing is said")
                @Nullable Channel salesChannel) {

    /** Where a customer places an order. */
    @Schema(name = "SalesChannel")
    public enum Channel {
        WEB,
        STORE,
        PHONE
    }

    SalesChannel channel() {
        return salesChannel == null ? SalesChannel.WEB : SalesChannel.valueOf(salesChannel.name());
    }

    /** One product; its price is looked up. */
    @Schema(name = "PlaceOrderLine")
    public record LineRequest(
            @NotNull @ResourceId String sku, @NotNull @Min(1) @Max(1_000) Integer quantity) {}
}
