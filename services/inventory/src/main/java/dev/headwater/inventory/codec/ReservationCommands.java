package dev.headwater.inventory.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.inventory.commands.CommitReservation;
import dev.headwater.contracts.inventory.commands.RecordAllocation;
import dev.headwater.contracts.inventory.commands.RecordRefusal;
import dev.headwater.contracts.inventory.commands.ReleaseReservation;
import dev.headwater.contracts.inventory.commands.RequestReservation;
import dev.headwater.contracts.inventory.commands.RequestReservationLine;
import dev.headwater.inventory.domain.Line;
import dev.headwater.inventory.domain.Money;
import dev.headwater.inventory.domain.ReservationCommand;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;

/** Wire form of the commands on reservations. */
public final class ReservationCommands {

    private ReservationCommands() {}

    public static Codec<ReservationCommand> of(SchemaPack pack, SchemaLookup lookup) {
        return AvroCodec.<ReservationCommand>builder(pack, lookup)
                .map(
                        ReservationCommand.RequestReservation.class,
                        RequestReservation.class,
                        ReservationCommands::write,
                        ReservationCommands::read)
                .map(
                        ReservationCommand.RecordAllocation.class,
                        RecordAllocation.class,
                        ReservationCommands::write,
                        ReservationCommands::read)
                .map(
                        ReservationCommand.RecordRefusal.class,
                        RecordRefusal.class,
                        ReservationCommands::write,
                        ReservationCommands::read)
                .map(
                        ReservationCommand.CommitReservation.class,
                        CommitReservation.class,
                        ReservationCommands::write,
                        ReservationCommands::read)
                .map(
                        ReservationCommand.ReleaseReservation.class,
                        ReleaseReservation.class,
                        ReservationCommands::write,
                        ReservationCommands::read)
                .build();
    }

    private static RequestReservation write(ReservationCommand.RequestReservation command) {
        return new RequestReservation(
                command.orderId(),
                command.lines().stream()
                        .map(line -> new RequestReservationLine(line.sku(), line.quantity()))
                        .toList(),
                command.amount().minorUnits(),
                command.amount().currency(),
                command.paymentMethod(),
                command.at());
    }

    private static ReservationCommand.RequestReservation read(RequestReservation record) {
        return new ReservationCommand.RequestReservation(
                record.getOrderId().toString(),
                record.getLines().stream()
                        .map(line -> new Line(line.getSku().toString(), line.getQuantity()))
                        .toList(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getPaymentMethod().toString(),
                record.getAt());
    }

    private static RecordAllocation write(ReservationCommand.RecordAllocation command) {
        return new RecordAllocation(
                command.orderId(), command.sku(), command.quantity(), command.at());
    }

    private static ReservationCommand.RecordAllocation read(RecordAllocation record) {
        return new ReservationCommand.RecordAllocation(
                record.getOrderId().toString(),
                record.getSku().toString(),
                record.getQuantity(),
                record.getAt());
    }

    private static RecordRefusal write(ReservationCommand.RecordRefusal command) {
        return new RecordRefusal(
                command.orderId(),
                command.sku(),
                command.quantity(),
                command.available(),
                command.at());
    }

    private static ReservationCommand.RecordRefusal read(RecordRefusal record) {
        return new ReservationCommand.RecordRefusal(
                record.getOrderId().toString(),
                record.getSku().toString(),
                record.getQuantity(),
                record.getAvailable(),
                record.getAt());
    }

    private static CommitReservation write(ReservationCommand.CommitReservation command) {
        return new CommitReservation(command.orderId(), command.at());
    }

    private static ReservationCommand.CommitReservation read(CommitReservation record) {
        return new ReservationCommand.CommitReservation(
                record.getOrderId().toString(), record.getAt());
    }

    private static ReleaseReservation write(ReservationCommand.ReleaseReservation command) {
        return new ReleaseReservation(command.orderId(), command.at());
    }

    private static ReservationCommand.ReleaseReservation read(ReleaseReservation record) {
        return new ReservationCommand.ReleaseReservation(
                record.getOrderId().toString(), record.getAt());
    }
}
