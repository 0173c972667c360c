package dev.headwater.saga;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.inventory.domain.ItemCommand.AddItem;
import dev.headwater.inventory.domain.ItemCommand.ReceiveStock;
import dev.headwater.inventory.projection.ItemView;
import dev.headwater.inventory.projection.ReservationStatus;
import dev.headwater.inventory.projection.ReservationView;
import dev.headwater.orders.domain.Money;
import dev.headwater.orders.domain.OrderCommand.CancelOrder;
import dev.headwater.orders.domain.OrderCommand.PlaceOrder;
import dev.headwater.orders.domain.OrderLine;
import dev.headwater.orders.projection.OrderLines;
import dev.headwater.orders.projection.OrderStatus;
import dev.headwater.orders.projection.OrderView;
import dev.headwater.payments.domain.PaymentCommand.RequestRefund;
import dev.headwater.payments.projection.PaymentStatus;
import dev.headwater.payments.projection.PaymentView;
import dev.headwater.runtime.log.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is delivered when and how often: every order ends once, money and stock are conserved,
 * and delivering everything again changes nothing.
 */
class SagaTest {

    private static final SagaCounts COUNTS = new SagaCounts();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<String> METHODS =
            List.of("tok_ok", "tok_ok", "tok_ok", "tok_declined", "tok_timeout");

    @AfterContainer
    static void printCounts() {
        System.out.println(COUNTS);
    }

    @Property(tries = 400)
    void everyOrderEndsOnceWithMoneyAndStockConserved(@ForAll long seed) {
        Random random = new Random(seed);
        SagaWorld world = new SagaWorld(random, COUNTS);
        Map<String, Integer> received = stock(world, random);
        List<String> placed = orders(world, random, List.copyOf(received.keySet()));

        world.run();
        refund(world, random);
        world.run();
        check(world, placed, received);

        assertEquals(0, world.redeliverAll(), "delivering everything again appended events");
        check(world, placed, received);
        count(world, placed);
    }

    private static Map<String, Integer> stock(SagaWorld world, Random random) {
        Map<String, Integer> received = new HashMap<>();
        int skus = 1 + random.nextInt(3);
        for (int i = 0; i < skus; i++) {
            String sku = "sku-" + i;
            StreamId item = StreamId.of("item", sku);
            int quantity = 1 + random.nextInt(8);
            received.put(sku, quantity);
            dev.headwater.inventory.domain.Money price =
                    new dev.headwater.inventory.domain.Money(100 + i, "EUR");
            setUp(world, item, new AddItem(sku, "Item " + i, price, NOON));
            setUp(world, item, new ReceiveStock(sku, quantity, NOON));
        }
        return received;
    }

    private static void setUp(SagaWorld world, StreamId item, Object command) {
        world.inventory.decide(item, world.inventory.encode(item, command), new ArrayList<>());
    }

    private static List<String> orders(SagaWorld world, Random random, List<String> skus) {
        List<String> placed = new ArrayList<>();
        int orders = 1 + random.nextInt(6);
        for (int i = 0; i < orders; i++) {
            String id = "o" + i;
            StreamId stream = StreamId.of("order", id);
            world.send(world.orders, stream, order(id, random, skus));
            if (random.nextInt(3) == 0) {
                world.send(world.orders, stream, new CancelOrder(id, "changed my mind", NOON));
            }
            placed.add(id);
        }
        return placed;
    }

    private static PlaceOrder order(String id, Random random, List<String> skus) {
        List<OrderLine> lines = new ArrayList<>();
        long total = 0;
        for (String sku : skus) {
            if (lines.isEmpty() || random.nextBoolean()) {
                int quantity = 1 + random.nextInt(3);
                lines.add(new OrderLine(sku, quantity, 100));
                total += 100L * quantity;
            }
        }
        String method = METHODS.get(random.nextInt(METHODS.size()));
        Money sum = new Money(total, "EUR");
        return new PlaceOrder(id, "ada", lines, sum, method, NOON, NOON.plusSeconds(30));
    }

    /** Asks for refunds, some of them for too much. */
    private static void refund(SagaWorld world, Random random) {
        for (PaymentView payment : payments(world).values()) {
            int refunds = random.nextInt(3);
            for (int i = 0; i < refunds; i++) {
                long minor = 1L + random.nextInt(600);
                world.send(
                        world.payments,
                        StreamId.of("payment", payment.orderId),
                        new RequestRefund(
                                payment.orderId,
                                "r" + i,
                                new dev.headwater.payments.domain.Money(minor, "EUR"),
                                "broken",
                                NOON));
            }
        }
    }

    private static void check(SagaWorld world, List<String> placed, Map<String, Integer> received) {
        Map<String, OrderView> orders = world.orders.rows(OrderView.class, world.orders);
        assertEquals(placed.size(), orders.size(), "every order is there");
        Map<String, PaymentView> payments = payments(world);
        Map<String, ReservationView> reservations =
                world.inventory.rows(ReservationView.class, world.inventory);
        Map<String, Integer> shipped = new HashMap<>();
        for (OrderView order : orders.values()) {
            assertNotEquals(OrderStatus.PLACED, order.status, "every order ends");
            assertEquals(2, order.version, "and it ends once");
            checkMoney(world, order, payments.get(order.orderId));
            checkReservation(order, reservations.get(order.orderId));
            if (order.status == OrderStatus.CONFIRMED) {
                OrderLines.parse(order.lines)
                        .forEach(line -> shipped.merge(line.sku(), line.quantity(), Integer::sum));
            }
        }
        checkStock(world, received, shipped);
        assertEquals(0, world.payments.openIntents(), "no call is left to make");
    }

    private static void checkMoney(
            SagaWorld world, OrderView order, @Nullable PaymentView payment) {
        long captured = world.gateway.captured(order.orderId);
        assertEquals(0, world.gateway.held(order.orderId), "nothing stays held");
        if (order.status == OrderStatus.CONFIRMED) {
            assertEquals(order.totalMinor, captured, "a confirmed order is charged its total");
            assertNotNull(payment);
            assertEquals(captured, payment.capturedMinor);
            assertEquals(world.gateway.refunded(order.orderId), payment.refundedMinor);
            assertTrue(payment.refundedMinor <= captured, "no more is refunded than captured");
        } else {
            assertEquals(0, captured, "no other order is charged");
            assertTrue(
                    payment == null
                            || payment.status == PaymentStatus.VOIDED
                            || payment.status == PaymentStatus.DECLINED,
                    () -> order.status + " but the payment is " + payment.status);
        }
    }

    private static void checkReservation(OrderView order, ReservationView reservation) {
        if (order.status == OrderStatus.CONFIRMED) {
            assertEquals(ReservationStatus.COMMITTED, reservation.status);
        } else {
            assertTrue(
                    reservation.status == ReservationStatus.RELEASED
                            || reservation.status == ReservationStatus.FAILED,
                    () -> order.status + " but the reservation is " + reservation.status);
        }
    }

    private static void checkStock(
            SagaWorld world, Map<String, Integer> received, Map<String, Integer> shipped) {
        Map<String, ItemView> items = world.inventory.rows(ItemView.class, world.inventory);
        received.forEach(
                (sku, quantity) -> {
                    ItemView item = items.get(sku);
                    assertEquals(0, item.allocated, "nothing stays allocated");
                    assertEquals((long) quantity, item.onHand + item.shipped);
                    assertEquals((long) shipped.getOrDefault(sku, 0), item.shipped);
                    assertTrue(item.available() >= 0, "nothing is sold twice");
                });
    }

    private static Map<String, PaymentView> payments(SagaWorld world) {
        return world.payments.rows(PaymentView.class, world.payments);
    }

    private static void count(SagaWorld world, List<String> placed) {
        COUNTS.runs++;
        COUNTS.orders += placed.size();
        COUNTS.events += world.orders.events() + world.inventory.events();
        COUNTS.events += world.payments.events();
        world.orders
                .rows(OrderView.class, world.orders)
                .values()
                .forEach(
                        order ->
                                COUNTS.ends.merge(
                                        order.status
                                                + (order.reason == null ? "" : " " + order.reason),
                                        1,
                                        Integer::sum));
    }
}
