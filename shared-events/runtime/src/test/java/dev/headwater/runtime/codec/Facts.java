package dev.headwater.runtime.codec;

import dev.headwater.contracts.orders.events.OrderCancelled;
import dev.headwater.contracts.orders.events.OrderCancelledCause;
import dev.headwater.contracts.orders.events.OrderPlaced;
import dev.headwater.contracts.orders.events.OrderPlacedLine;
import dev.headwater.contracts.orders.events.OrderPlacedSalesChannel;
import dev.headwater.contracts.platform.Outcome;
import dev.headwater.contracts.platform.OutcomeKind;
import java.nio.ByteBuffer;

/** The mappings: pure, and total over valid values. */
final class Facts {

    private Facts() {}

    static OrderPlaced toAvro(Fact.Placed fact) {
        return new OrderPlaced(
                fact.order(),
                fact.customer(),
                fact.lines().stream()
                        .map(l -> new OrderPlacedLine(l.sku(), l.quantity(), l.unitPrice(), 0L))
                        .toList(),
                fact.total(),
                "EUR",
                "tok_ok",
                fact.at(),
                fact.until(),
                OrderPlacedSalesChannel.WEB);
    }

    static Fact.Placed placed(OrderPlaced record) {
        return new Fact.Placed(
                record.getOrderId().toString(),
                record.getCustomerId().toString(),
                record.getLines().stream()
                        .map(
                                l ->
                                        new Fact.Line(
                                                l.getSku().toString(),
                                                l.getQuantity(),
                                                l.getUnitPriceMinor()))
                        .toList(),
                record.getTotalMinor(),
                record.getPlacedAt(),
                record.getExpiresAt());
    }

    static OrderCancelled toAvro(Fact.Cancelled fact) {
        return new OrderCancelled(
                fact.order(),
                OrderCancelledCause.valueOf(fact.cause().name()),
                fact.reason(),
                fact.at());
    }

    static Fact.Cancelled cancelled(OrderCancelled record) {
        return new Fact.Cancelled(
                record.getOrderId().toString(),
                Fact.Cause.valueOf(record.getCause().name()),
                record.getReason().toString(),
                record.getCancelledAt());
    }

    static Outcome toAvro(Fact.Answered fact) {
        return Outcome.newBuilder()
                .setCommandId(fact.command())
                .setCommandType("PlaceOrder")
                .setFingerprint(ByteBuffer.wrap(new byte[32]))
                .setKind(OutcomeKind.ACCEPTED)
                .setRepeat(false)
                .setStatus(fact.status())
                .setBody(fact.body())
                .setLastEventOffset(-1)
                .setStreamVersion(0)
                .build();
    }

    static Fact.Answered answered(Outcome record) {
        CharSequence body = record.getBody();
        return new Fact.Answered(
                record.getCommandId().toString(),
                record.getStatus(),
                body == null ? null : body.toString());
    }
}
