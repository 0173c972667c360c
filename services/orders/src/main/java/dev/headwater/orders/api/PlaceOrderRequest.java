package dev.headwater.orders.api;

import dev.headwater.runtime.http.ResourceId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a client orders. */
@Schema(name = "PlaceOrder")
public record PlaceOrderRequest(
        @NotNull @ResourceId String customerId,
        @NotNull @Size(min = 1, max = 100) @UniqueSkus List<@NotNull @Valid LineRequest> lines,
        @NotNull @ResourceId String paymentMethod) {

    /** One product; its price is looked up. */
    @Schema(name = "PlaceOrderLine")
    public record LineRequest(
            @NotNull @ResourceId String sku, @NotNull @Min(1) @Max(1_000) Integer quantity) {}
}
