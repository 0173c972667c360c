package dev.headwater.corpus;

import dev.headwater.inventory.domain.ItemCommand;
import dev.headwater.inventory.domain.Line;
import dev.headwater.inventory.domain.ReservationCommand;
import dev.headwater.orders.domain.OrderCommand;
import dev.headwater.orders.domain.OrderLine;
import dev.headwater.orders.domain.RejectReason;
import dev.headwater.orders.domain.SalesChannel;
import dev.headwater.payments.domain.PaymentCommand;
import dev.headwater.runtime.log.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lives of streams that come by every event there is, as the commands that lead there. */
final class Scenarios {

    /** One command on one stream. */
    record Step(StreamId stream, Object command) {}

    private final List<Step> steps = new ArrayList<>();
    private Instant now = Today.NOON;

    private Scenarios() {}

    static List<Step> of(String service) {
        Scenarios scenarios = new Scenarios();
        switch (service) {
            case "orders" -> scenarios.orders();
            case "payments" -> scenarios.payments();
            case "inventory" -> scenarios.inventory();
            default -> throw new AssertionError("write the lives of streams of " + service);
        }
        return scenarios.steps;
    }

    private void add(String category, String id, Object command) {
        steps.add(new Step(StreamId.of(category, id), command));
    }

    private Instant at() {
        now = now.plusSeconds(1);
        return now;
    }

    private void orders() {
        for (String id : List.of("confirmed", "rejected", "declined", "cancelled", "expired")) {
            add("order", id, place(id));
        }
        var total = dev.headwater.orders.domain.Money.eur(2_997);
        add("order", "confirmed", new OrderCommand.ConfirmOrder("confirmed", total, at()));
        add(
                "order",
                "rejected",
                new OrderCommand.RejectOrder(
                        "rejected", RejectReason.OUT_OF_STOCK, "sold out", List.of("pen"), at()));
        add(
                "order",
                "declined",
                new OrderCommand.RejectOrder(
                        "declined", RejectReason.PAYMENT_DECLINED, "no cover", List.of(), at()));
        add(
                "order",
                "cancelled",
                new OrderCommand.CancelOrder("cancelled", "changed my mind", at()));
        add("order", "expired", new OrderCommand.ExpireOrder("expired", at().plusSeconds(600)));
    }

    private OrderCommand place(String id) {
        return new OrderCommand.PlaceOrder(
                id,
                "ann",
                List.of(new OrderLine("book", 2, 999), new OrderLine("pen", 1, 1_499, 500)),
                dev.headwater.orders.domain.Money.eur(2_997),
                "tok_ok",
                at(),
                now.plusSeconds(30),
                id.equals("confirmed") ? SalesChannel.STORE : SalesChannel.PHONE);
    }

    private void payments() {
        var amount = dev.headwater.payments.domain.Money.eur(2_997);
        for (String id : List.of("captured", "declined", "voided", "late")) {
            add("payment", id, new PaymentCommand.RequestPayment(id, amount, "tok_ok", at()));
        }
        for (String id : List.of("captured", "voided")) {
            add("payment", id, authorized(id));
        }
        add("payment", "declined", new PaymentCommand.RecordDecline("declined", "no cover", at()));
        add("payment", "captured", new PaymentCommand.CapturePayment("captured", amount, at()));
        add("payment", "captured", new PaymentCommand.RecordCapture("captured", amount, at()));
        var part = dev.headwater.payments.domain.Money.eur(500);
        for (String refund : List.of("r1", "r2")) {
            add(
                    "payment",
                    "captured",
                    new PaymentCommand.RequestRefund("captured", refund, part, "damaged", at()));
        }
        add("payment", "captured", new PaymentCommand.RecordRefund("captured", "r1", part, at()));
        add("payment", "voided", new PaymentCommand.VoidPayment("voided", "order cancelled", at()));
        add("payment", "voided", new PaymentCommand.RecordVoid("voided", "order cancelled", at()));
        add("payment", "late", new PaymentCommand.VoidPayment("late", "order expired", at()));
        add("payment", "late", authorized("late"));
        add("payment", "early", new PaymentCommand.VoidPayment("early", "order cancelled", at()));
    }

    private PaymentCommand authorized(String id) {
        var amount = dev.headwater.payments.domain.Money.eur(2_997);
        return new PaymentCommand.RecordAuthorization(
                id, amount, "auth-6f1c2f2e-9b1d-5c55-8d5e-3f1c2f2e9b1d", at());
    }

    private void inventory() {
        var price = dev.headwater.inventory.domain.Money.eur(999);
        for (String sku : List.of("book", "pen")) {
            add("item", sku, new ItemCommand.AddItem(sku, "A " + sku, price, at()));
            add("item", sku, new ItemCommand.ReceiveStock(sku, 5, at()));
        }
        var dearer = dev.headwater.inventory.domain.Money.eur(1_099);
        add("item", "book", new ItemCommand.ChangePrice("book", dearer, at()));
        for (String order : List.of("shipped", "released", "open")) {
            add("item", "book", new ItemCommand.AllocateStock("book", order, 1, at()));
        }
        add("item", "book", new ItemCommand.AllocateStock("book", "refused", 50, at()));
        add("item", "book", new ItemCommand.ShipAllocation("book", "shipped", 1, at()));
        add("item", "book", new ItemCommand.ReleaseAllocation("book", "released", at()));
        add("item", "pen", new ItemCommand.ReleaseAllocation("pen", "unknown", at()));
        reservations(price);
    }

    private void reservations(dev.headwater.inventory.domain.Money price) {
        List<Line> lines = List.of(new Line("book", 1), new Line("pen", 1));
        for (String id : List.of("committed", "failed", "released", "pending")) {
            add(
                    "reservation",
                    id,
                    new ReservationCommand.RequestReservation(id, lines, price, "tok_ok", at()));
            add("reservation", id, new ReservationCommand.RecordAllocation(id, "book", 1, at()));
        }
        for (String id : List.of("committed", "released")) {
            add("reservation", id, new ReservationCommand.RecordAllocation(id, "pen", 1, at()));
        }
        add(
                "reservation",
                "failed",
                new ReservationCommand.RecordRefusal("failed", "pen", 1, 0, at()));
        add(
                "reservation",
                "committed",
                new ReservationCommand.CommitReservation("committed", at()));
        add("reservation", "released", new ReservationCommand.ReleaseReservation("released", at()));
        add("reservation", "unknown", new ReservationCommand.ReleaseReservation("unknown", at()));
    }
}
