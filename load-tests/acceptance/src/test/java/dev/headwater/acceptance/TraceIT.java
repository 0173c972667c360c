package dev.headwater.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One trace from the POST through every event that it caused, in all three services. */
@ExtendWith(RunningPlatform.class)
@Order(11)
class TraceIT {

    /** What a confirmed order of one line makes happen. */
    private static final Set<String> SAGA =
            Set.of(
                    "OrderPlaced",
                    "ReservationRequested",
                    "StockAllocated",
                    "LineAllocated",
                    "StockReserved",
                    "PaymentRequested",
                    "PaymentAuthorized",
                    "OrderConfirmed",
                    "AllocationShipped",
                    "StockCommitted",
                    "CaptureRequested",
                    "PaymentCaptured");

    private final Shop shop;

    TraceIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    void theClientsTraceIsInTheHeaderOfEveryEventOfTheSaga() {
        String sku = shop.stocked(1);
        String traceId = traceId();
        Response placed =
                Await.until(
                        Shop.SAGA_MAX,
                        () ->
                                shop.orders()
                                        .command(Shop.order("tracer", sku, 1, "tok_ok"))
                                        .header(
                                                "traceparent",
                                                "00-" + traceId + "-00f067aa0ba902b7-01")
                                        .post("/orders"),
                        answer -> answer.statusCode() != 409);
        placed.then().statusCode(201);
        String id = placed.path("orderId");
        shop.awaitOrder(id, "CONFIRMED");
        shop.awaitPayment(id, "CAPTURED");
        shop.awaitStock(sku, 0, 0, 1);

        List<Topics.Event> ofTheOrder = new ArrayList<>();
        Topics topics = new Topics(shop);
        for (String topic : List.of("orders.events", "inventory.events", "payments.events")) {
            topics.read(topic).stream()
                    .filter(event -> concerns(event, id))
                    .forEach(ofTheOrder::add);
        }
        Set<String> types = new TreeSet<>();
        for (Topics.Event event : ofTheOrder) {
            String traceparent = event.header("traceparent");
            assertTrue(
                    traceparent.startsWith("00-" + traceId + "-"),
                    event.type() + " has the traceparent " + traceparent);
            types.add(event.type());
        }
        System.out.printf("trace: %d events under %s: %s%n", ofTheOrder.size(), traceId, types);
        assertEquals(new TreeSet<>(SAGA), types);
    }

    private static boolean concerns(Topics.Event event, String orderId) {
        return event.key().endsWith("-" + orderId)
                || (event.value().hasField("orderId")
                        && orderId.equals(String.valueOf(event.value().get("orderId"))));
    }

    private static String traceId() {
        byte[] bytes = new byte[16];
        new Random().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
