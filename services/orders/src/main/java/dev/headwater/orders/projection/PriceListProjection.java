package dev.headwater.orders.projection;

import dev.headwater.orders.domain.Money;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.projection.Projection;
import dev.headwater.runtime.projection.ProjectionId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Orders' own copy of the prices, folded from inventory's events. */
public final class PriceListProjection implements Projection<PriceFact, PriceRow> {

    public static final String NAME = "price_list";

    @Override
    public ProjectionId id() {
        return new ProjectionId(NAME, 1);
    }

    @Override
    public Set<String> keys(Envelope<PriceFact> event) {
        return switch (event.event()) {
            case PriceFact.Priced(String sku, Money _, Instant _) -> Set.of(sku);
            case PriceFact.Other _ -> Set.of();
        };
    }

    @Override
    public @Nullable PriceRow fold(
            String key, @Nullable PriceRow before, Envelope<PriceFact> event) {
        return switch (event.event()) {
            case PriceFact.Priced(String sku, Money unitPrice, Instant at) -> {
                PriceRow row = before == null ? new PriceRow() : before;
                row.sku = sku;
                row.unitPriceMinor = unitPrice.minorUnits();
                row.currency = unitPrice.currency();
                row.updatedAt = at;
                row.version = event.version();
                yield row;
            }
            case PriceFact.Other _ -> before;
        };
    }
}
