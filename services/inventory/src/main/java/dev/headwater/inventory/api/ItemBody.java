package dev.headwater.inventory.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.headwater.inventory.domain.ItemState;
import dev.headwater.inventory.domain.ItemState.Product;
import dev.headwater.inventory.projection.ItemView;
import dev.headwater.runtime.http.MoneyJson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A stock item. Quantities are pieces.
 *
 * @param onHand in the house, allocated ones included
 * @param available what can still be allocated: on hand and not allocated
 */
@Schema(name = "Item")
@JsonPropertyOrder({"sku", "name", "unitPrice", "onHand", "allocated", "shipped", "available"})
public record ItemBody(
        @Schema(required = true) String sku,
        @Schema(required = true) String name,
        @Schema(required = true) MoneyJson unitPrice,
        @Schema(required = true) long onHand,
        @Schema(required = true) long allocated,
        @Schema(required = true) long shipped,
        @Schema(required = true) long available) {

    static ItemBody of(ItemView row) {
        return new ItemBody(
                row.sku,
                row.name,
                MoneyJson.of(row.unitPriceMinor, row.currency),
                row.onHand,
                row.allocated,
                row.shipped,
                row.available());
    }

    static ItemBody of(String sku, Product product, ItemState state) {
        return new ItemBody(
                sku,
                product.name(),
                MoneyJson.of(product.unitPrice().minorUnits(), product.unitPrice().currency()),
                state.onHand(),
                state.allocated(),
                state.shipped(),
                state.available());
    }
}
