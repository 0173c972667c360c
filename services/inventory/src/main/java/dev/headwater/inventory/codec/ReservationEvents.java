package dev.headwater.inventory.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.inventory.events.LineAllocated;
import dev.headwater.contracts.inventory.events.LineRefused;
import dev.headwater.contracts.inventory.events.ReservationRequested;
import dev.headwater.contracts.inventory.events.ReservationRequestedLine;
import dev.headwater.contracts.inventory.events.StockCommitted;
import dev.headwater.contracts.inventory.events.StockCommittedLine;
import dev.headwater.contracts.inventory.events.StockReleased;
import dev.headwater.contracts.inventory.events.StockReleasedLine;
import dev.headwater.contracts.inventory.events.StockReservationFailed;
import dev.headwater.contracts.inventory.events.StockReservationFailedLine;
import dev.headwater.contracts.inventory.events.StockReserved;
import dev.headwater.inventory.domain.Line;
import dev.headwater.inventory.domain.Missing;
import dev.headwater.inventory.domain.Money;
import dev.headwater.inventory.domain.ReservationEvent;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;
import java.util.List;

/** Wire form of the events of reservations. */
public final class ReservationEvents {

    private ReservationEvents() {}

    public static Codec<ReservationEvent> of(SchemaPack pack, SchemaLookup lookup) {
        AvroCodec.Builder<ReservationEvent> codec = AvroCodec.builder(pack, lookup);
        addTo(codec);
        return codec.build();
    }

    static void addTo(AvroCodec.Builder<? super ReservationEvent> codec) {
        codec.map(
                        ReservationEvent.ReservationRequested.class,
                        ReservationRequested.class,
                        ReservationEvents::write,
                        ReservationEvents::read)
                .map(
                        ReservationEvent.LineAllocated.class,
                        LineAllocated.class,
                        ReservationEvents::write,
                        ReservationEvents::read)
                .map(
                        ReservationEvent.LineRefused.class,
                        LineRefused.class,
                        ReservationEvents::write,
                        ReservationEvents::read)
                .map(
                        ReservationEvent.StockReserved.class,
                        StockReserved.class,
                        ReservationEvents::write,
                        ReservationEvents::read)
                .map(
                        ReservationEvent.StockReservationFailed.class,
                        StockReservationFailed.class,
                        ReservationEvents::write,
                        ReservationEvents::read)
                .map(
                        ReservationEvent.StockCommitted.class,
                        StockCommitted.class,
                        ReservationEvents::write,
                        ReservationEvents::read)
                .map(
                        ReservationEvent.StockReleased.class,
                        StockReleased.class,
                        ReservationEvents::write,
                        ReservationEvents::read);
    }

    private static ReservationRequested write(ReservationEvent.ReservationRequested event) {
        return new ReservationRequested(
                event.orderId(),
                event.lines().stream()
                        .map(line -> new ReservationRequestedLine(line.sku(), line.quantity()))
                        .toList(),
                event.amount().minorUnits(),
                event.amount().currency(),
                event.paymentMethod(),
                event.requestedAt());
    }

    private static ReservationEvent.ReservationRequested read(ReservationRequested record) {
        return new ReservationEvent.ReservationRequested(
                record.getOrderId().toString(),
                record.getLines().stream()
                        .map(line -> new Line(line.getSku().toString(), line.getQuantity()))
                        .toList(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getPaymentMethod().toString(),
                record.getRequestedAt());
    }

    private static LineAllocated write(ReservationEvent.LineAllocated event) {
        return new LineAllocated(
                event.orderId(), event.sku(), event.quantity(), event.allocatedAt());
    }

    private static ReservationEvent.LineAllocated read(LineAllocated record) {
        return new ReservationEvent.LineAllocated(
                record.getOrderId().toString(),
                record.getSku().toString(),
                record.getQuantity(),
                record.getAllocatedAt());
    }

    private static LineRefused write(ReservationEvent.LineRefused event) {
        return new LineRefused(
                event.orderId(),
                event.sku(),
                event.quantity(),
                event.available(),
                event.refusedAt());
    }

    private static ReservationEvent.LineRefused read(LineRefused record) {
        return new ReservationEvent.LineRefused(
                record.getOrderId().toString(),
                record.getSku().toString(),
                record.getQuantity(),
                record.getAvailable(),
                record.getRefusedAt());
    }

    private static StockReserved write(ReservationEvent.StockReserved event) {
        return new StockReserved(
                event.orderId(),
                event.amount().minorUnits(),
                event.amount().currency(),
                event.paymentMethod(),
                event.reservedAt());
    }

    private static ReservationEvent.StockReserved read(StockReserved record) {
        return new ReservationEvent.StockReserved(
                record.getOrderId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getPaymentMethod().toString(),
                record.getReservedAt());
    }

    private static StockReservationFailed write(ReservationEvent.StockReservationFailed event) {
        return new StockReservationFailed(
                event.orderId(),
                event.missing().stream()
                        .map(
                                line ->
                                        new StockReservationFailedLine(
                                                line.sku(), line.requested(), line.available()))
                        .toList(),
                List.copyOf(event.allocatedSkus()),
                event.failedAt());
    }

    private static ReservationEvent.StockReservationFailed read(StockReservationFailed record) {
        return new ReservationEvent.StockReservationFailed(
                record.getOrderId().toString(),
                record.getMissing().stream()
                        .map(
                                line ->
                                        new Missing(
                                                line.getSku().toString(),
                                                line.getRequested(),
                                                line.getAvailable()))
                        .toList(),
                record.getAllocatedSkus().stream().map(CharSequence::toString).toList(),
                record.getFailedAt());
    }

    private static StockCommitted write(ReservationEvent.StockCommitted event) {
        return new StockCommitted(
                event.orderId(),
                event.lines().stream()
                        .map(line -> new StockCommittedLine(line.sku(), line.quantity()))
                        .toList(),
                event.committedAt());
    }

    private static ReservationEvent.StockCommitted read(StockCommitted record) {
        return new ReservationEvent.StockCommitted(
                record.getOrderId().toString(),
                record.getLines().stream()
                        .map(line -> new Line(line.getSku().toString(), line.getQuantity()))
                        .toList(),
                record.getCommittedAt());
    }

    private static StockReleased write(ReservationEvent.StockReleased event) {
        return new StockReleased(
                event.orderId(),
                event.lines().stream()
                        .map(line -> new StockReleasedLine(line.sku(), line.quantity()))
                        .toList(),
                event.releasedAt());
    }

    private static ReservationEvent.StockReleased read(StockReleased record) {
        return new ReservationEvent.StockReleased(
                record.getOrderId().toString(),
                record.getLines().stream()
                        .map(line -> new Line(line.getSku().toString(), line.getQuantity()))
                        .toList(),
                record.getReleasedAt());
    }
}
