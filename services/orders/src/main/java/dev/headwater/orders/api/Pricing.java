package dev.headwater.orders.api;

import dev.headwater.orders.api.PlaceOrderRequest.LineRequest;
import dev.headwater.orders.domain.Money;
import dev.headwater.orders.domain.OrderLine;
import dev.headwater.runtime.http.Problem;
import dev.headwater.runtime.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Puts the prices of the moment on the lines of an order, before anything is logged. */
final class Pricing {

    /** What the payment gateway takes at most, in minor units. */
    private static final long TOTAL_MINOR_MAX = 1_000_000_000_000L;

    private Pricing() {}

    record Priced(List<OrderLine> lines, Money total) {}

    /**
     * @throws ProblemException 409 when a SKU has no price, the currencies differ, or the total is
     *     beyond what can be paid; 503 when a SKU has no price yet; the idempotency key stays
     *     usable
     */
    static Priced of(List<LineRequest> lines, PriceList prices) {
        Map<String, Money> known = prices.of(lines.stream().map(LineRequest::sku).toList());
        List<OrderLine> priced = new ArrayList<>();
        String currency = null;
        long total = 0;
        for (LineRequest line : lines) {
            Money price = known.get(line.sku());
            if (price == null) {
                throw unknown(line.sku(), prices);
            }
            if (currency != null && !currency.equals(price.currency())) {
                throw refused("MIXED_CURRENCIES", "the lines are not all of one currency");
            }
            currency = price.currency();
            priced.add(new OrderLine(line.sku(), line.quantity(), price.minorUnits()));
            total = plus(total, line.quantity(), price.minorUnits());
        }
        return new Priced(priced, new Money(total, Objects.requireNonNull(currency)));
    }

    private static ProblemException unknown(String sku, PriceList prices) {
        return prices.isComplete()
                ? refused("UNKNOWN_SKU", "nothing is sold under the sku " + sku)
                : Problem.unavailable("the prices are still read from the log: try again")
                        .asException();
    }

    private static long plus(long total, int quantity, long unitPriceMinor) {
        if (unitPriceMinor > (TOTAL_MINOR_MAX - total) / quantity) {
            throw refused("TOTAL_TOO_LARGE", "the total is beyond what can be paid at once");
        }
        return total + quantity * unitPriceMinor;
    }

    private static ProblemException refused(String code, String detail) {
        return Problem.refusal(409, code, detail).asException();
    }
}
