package dev.headwater.replay;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.inventory.codec.InventoryEvents;
import dev.headwater.inventory.domain.InventoryEvent;
import dev.headwater.inventory.domain.ItemEvent;
import dev.headwater.inventory.domain.Line;
import dev.headwater.inventory.domain.ReservationEvent;
import dev.headwater.orders.codec.OrderEvents;
import dev.headwater.orders.domain.OrderEvent;
import dev.headwater.orders.domain.OrderLine;
import dev.headwater.payments.codec.PaymentEvents;
import dev.headwater.payments.domain.PaymentEvent;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Confirmed orders as the three services would have recorded them, through the services' own codecs
 * and faster than any saga: 2 events of orders, 6 of inventory, 4 of payments for each.
 */
public final class OrderHistory {

    private static final int SKUS = 60;
    private static final long PRICE = 1_250;
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final Log log;
    private final Codec<OrderEvent> orders;
    private final Codec<InventoryEvent> inventory;
    private final Codec<PaymentEvent> payments;

    public OrderHistory(Log log) {
        SchemaPack pack = SchemaPack.load();
        this.log = log;
        this.orders = OrderEvents.of(pack, SchemaLookup.none());
        this.inventory = InventoryEvents.of(pack, SchemaLookup.none());
        this.payments = PaymentEvents.of(pack, SchemaLookup.none());
    }

    /**
     * Writes all topics.
     *
     * @return how many events
     */
    public long write(int count) {
        return writeOrders(count) + writeInventory(count) + writePayments(count);
    }

    private static String id(int order) {
        return "history-" + order;
    }

    private static String sku(int order) {
        return "sku-" + order % SKUS;
    }

    private static Instant at(int order) {
        return BEGINNING.plusMillis(25L * order);
    }

    /** Two events per order. */
    public long writeOrders(int count) {
        try (EventWriter writer = new EventWriter(log, "orders")) {
            for (int i = 0; i < count; i++) {
                StreamId stream = StreamId.of("order", id(i));
                writer.append(stream, orders.encode(placed(i)));
                writer.append(
                        stream,
                        orders.encode(
                                new OrderEvent.OrderConfirmed(
                                        id(i),
                                        dev.headwater.orders.domain.Money.eur(PRICE),
                                        at(i).plusMillis(90))));
            }
            return writer.events();
        }
    }

    /** One event per order: orders that are placed, and no more. */
    public long writePlaced(int count) {
        try (EventWriter writer = new EventWriter(log, "orders")) {
            for (int i = 0; i < count; i++) {
                writer.append(StreamId.of("order", id(i)), orders.encode(placed(i)));
            }
            return writer.events();
        }
    }

    private static OrderEvent placed(int order) {
        return new OrderEvent.OrderPlaced(
                id(order),
                "customer-" + order % 997,
                List.of(new OrderLine(sku(order), 1, PRICE)),
                dev.headwater.orders.domain.Money.eur(PRICE),
                "tok-visa",
                at(order),
                at(order).plus(Duration.ofMinutes(15)));
    }

    /** Four events per order. */
    public long writePayments(int count) {
        return writePayments(0, count);
    }

    /** The same for the orders from the one number up to below the other. */
    public long writePayments(int from, int to) {
        var price = dev.headwater.payments.domain.Money.eur(PRICE);
        try (EventWriter writer = new EventWriter(log, "payments")) {
            for (int i = from; i < to; i++) {
                String id = id(i);
                String authorization = "auth-" + i;
                List<PaymentEvent> events =
                        List.of(
                                new PaymentEvent.PaymentRequested(id, price, "tok-visa", at(i)),
                                new PaymentEvent.PaymentAuthorized(
                                        id, price, authorization, at(i).plusMillis(20)),
                                new PaymentEvent.CaptureRequested(
                                        id, price, authorization, at(i).plusMillis(60)),
                                new PaymentEvent.PaymentCaptured(id, price, at(i).plusMillis(80)));
                StreamId stream = StreamId.of("payment", id);
                events.forEach(event -> writer.append(stream, payments.encode(event)));
            }
            return writer.events();
        }
    }

    /** Six events per order, two of them on the stream of its item. */
    public long writeInventory(int count) {
        var price = dev.headwater.inventory.domain.Money.eur(PRICE);
        try (EventWriter writer = new EventWriter(log, "inventory")) {
            for (int i = 0; i < SKUS; i++) {
                StreamId item = StreamId.of("item", sku(i));
                writer.append(
                        item,
                        inventory.encode(
                                new ItemEvent.ItemAdded(sku(i), "Thing " + i, price, BEGINNING)));
                writer.append(
                        item,
                        inventory.encode(
                                new ItemEvent.StockReceived(sku(i), 10_000_000, BEGINNING)));
            }
            for (int i = 0; i < count; i++) {
                String id = id(i);
                Instant at = at(i);
                List<Line> lines = List.of(new Line(sku(i), 1));
                StreamId item = StreamId.of("item", sku(i));
                StreamId reservation = StreamId.of("reservation", id);
                writer.append(
                        reservation,
                        inventory.encode(
                                new ReservationEvent.ReservationRequested(
                                        id, lines, price, "tok-visa", at)));
                writer.append(
                        item, inventory.encode(new ItemEvent.StockAllocated(sku(i), id, 1, at)));
                writer.append(
                        reservation,
                        inventory.encode(new ReservationEvent.LineAllocated(id, sku(i), 1, at)));
                writer.append(
                        reservation,
                        inventory.encode(
                                new ReservationEvent.StockReserved(id, price, "tok-visa", at)));
                writer.append(
                        reservation,
                        inventory.encode(new ReservationEvent.StockCommitted(id, lines, at)));
                writer.append(
                        item, inventory.encode(new ItemEvent.StockShipped(sku(i), id, 1, at)));
            }
            return writer.events();
        }
    }
}
