package dev.headwater.orders.api;

import dev.headwater.orders.domain.Money;
import dev.headwater.orders.projection.PriceListProjection;
import dev.headwater.orders.projection.PriceRow;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.projection.Projections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Orders' own copy of the prices: one query per order. While PostgreSQL does not answer, and while
 * its tables are folded again from nothing, the prices that were last seen serve: what has a price
 * never loses it.
 */
@ApplicationScoped
public class PriceList {

    /** An event that young may be unfolded without anything being wrong [s]. */
    private static final double LAG_MAX = 2;

    private final Map<String, Money> lastSeen;
    private final Freshness freshness;

    /**
     * @param keptMax most prices kept for outages; beyond it the longest unused goes
     */
    PriceList(
            @ConfigProperty(name = "headwater.orders.prices-kept-max") int keptMax,
            Projections projections) {
        freshness =
                new Freshness(
                        () -> projections.lagSeconds(PriceListProjection.NAME),
                        LAG_MAX,
                        System::nanoTime);
        lastSeen =
                Collections.synchronizedMap(
                        new LinkedHashMap<>(16, 0.75f, true) {
                            @Override
                            protected boolean removeEldestEntry(Map.Entry<String, Money> eldest) {
                                return size() > keptMax;
                            }
                        });
    }

    /**
     * The price of one piece of each SKU. Blocks on one query.
     *
     * @return by SKU; a SKU that has no price is absent
     * @throws PersistenceException PostgreSQL does not answer and not all prices were seen before
     */
    public Map<String, Money> of(Collection<String> skus) {
        try {
            Map<String, Money> prices = new HashMap<>();
            for (PriceRow row : PriceRow.of(skus)) {
                prices.put(row.sku, new Money(row.unitPriceMinor, row.currency));
            }
            lastSeen.putAll(prices);
            for (String sku : skus) {
                Money seen = prices.containsKey(sku) ? null : lastSeen.get(sku);
                if (seen != null) {
                    prices.put(sku, seen);
                }
            }
            return prices;
        } catch (PersistenceException e) {
            return seenBefore(skus).orElseThrow(() -> e);
        }
    }

    /**
     * Whether a SKU without a price has none: not while the prices are still folded from the log.
     *
     * @throws LogUnavailableException the log does not answer: nobody knows
     */
    public boolean isComplete() {
        return freshness.isCurrent();
    }

    private Optional<Map<String, Money>> seenBefore(Collection<String> skus) {
        Map<String, Money> prices = new HashMap<>();
        for (String sku : skus) {
            Money price = lastSeen.get(sku);
            if (price == null) {
                return Optional.empty();
            }
            prices.put(sku, price);
        }
        return Optional.of(prices);
    }
}
