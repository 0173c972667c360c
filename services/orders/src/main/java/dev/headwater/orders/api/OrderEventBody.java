package dev.headwater.orders.api;

import dev.headwater.orders.domain.Money;
import dev.headwater.orders.domain.OrderEvent;
import dev.headwater.orders.domain.OrderEvent.OrderCancelled;
import dev.headwater.orders.domain.OrderEvent.OrderConfirmed;
import dev.headwater.orders.domain.OrderEvent.OrderPlaced;
import dev.headwater.orders.domain.OrderEvent.OrderRejected;
import dev.headwater.runtime.http.MoneyJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The facts of an order's events as bodies show them. */
final class OrderEventBody {

    private OrderEventBody() {}

    /** Names and values in the order of the event's fields; the order's id goes without saying. */
    static Map<String, Object> of(OrderEvent event) {
        Map<String, Object> data = new LinkedHashMap<>();
        switch (event) {
            case OrderPlaced placed -> {
                data.put("customerId", placed.customerId());
                data.put("lines", lines(placed));
                data.put("total", money(placed.total()));
                data.put("paymentMethod", placed.paymentMethod());
                data.put("placedAt", placed.placedAt());
                data.put("expiresAt", placed.expiresAt());
                data.put("salesChannel", placed.salesChannel());
            }
            case OrderConfirmed confirmed -> {
                data.put("paid", money(confirmed.paid()));
                data.put("confirmedAt", confirmed.confirmedAt());
            }
            case OrderRejected rejected -> {
                data.put("reason", rejected.reason());
                data.put("detail", rejected.detail());
                data.put("missingSkus", rejected.missingSkus());
                data.put("rejectedAt", rejected.rejectedAt());
            }
            case OrderCancelled cancelled -> {
                data.put("cause", cancelled.cause());
                data.put("reason", cancelled.reason());
                data.put("cancelledAt", cancelled.cancelledAt());
            }
        }
        return data;
    }

    private static List<OrderBody.LineBody> lines(OrderPlaced placed) {
        return placed.lines().stream()
                .map(
                        line ->
                                new OrderBody.LineBody(
                                        line.sku(),
                                        line.quantity(),
                                        MoneyJson.of(
                                                line.unitPriceMinor(), placed.total().currency())))
                .toList();
    }

    private static MoneyJson money(Money money) {
        return MoneyJson.of(money.minorUnits(), money.currency());
    }
}
