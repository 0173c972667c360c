package dev.headwater.orders.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.orders.commands.CancelOrder;
import dev.headwater.contracts.orders.commands.ConfirmOrder;
import dev.headwater.contracts.orders.commands.ExpireOrder;
import dev.headwater.contracts.orders.commands.PlaceOrder;
import dev.headwater.contracts.orders.commands.PlaceOrderLine;
import dev.headwater.contracts.orders.commands.PlaceOrderSalesChannel;
import dev.headwater.contracts.orders.commands.RejectOrder;
import dev.headwater.contracts.orders.commands.RejectOrderReason;
import dev.headwater.orders.domain.Money;
import dev.headwater.orders.domain.OrderCommand;
import dev.headwater.orders.domain.OrderLine;
import dev.headwater.orders.domain.RejectReason;
import dev.headwater.orders.domain.SalesChannel;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;
import java.util.List;

/** Wire form of the commands on orders. */
public final class OrderCommands {

    private OrderCommands() {}

    public static Codec<OrderCommand> of(SchemaPack pack, SchemaLookup lookup) {
        return AvroCodec.<OrderCommand>builder(pack, lookup)
                .map(
                        OrderCommand.PlaceOrder.class,
                        PlaceOrder.class,
                        OrderCommands::write,
                        OrderCommands::read)
                .map(
                        OrderCommand.ConfirmOrder.class,
                        ConfirmOrder.class,
                        OrderCommands::write,
                        OrderCommands::read)
                .map(
                        OrderCommand.RejectOrder.class,
                        RejectOrder.class,
                        OrderCommands::write,
                        OrderCommands::read)
                .map(
                        OrderCommand.CancelOrder.class,
                        CancelOrder.class,
                        OrderCommands::write,
                        OrderCommands::read)
                .map(
                        OrderCommand.ExpireOrder.class,
                        ExpireOrder.class,
                        OrderCommands::write,
                        OrderCommands::read)
                .build();
    }

    private static PlaceOrder write(OrderCommand.PlaceOrder command) {
        return new PlaceOrder(
                command.orderId(),
                command.customerId(),
                command.lines().stream()
                        .map(
                                line ->
                                        new PlaceOrderLine(
                                                line.sku(),
                                                line.quantity(),
                                                line.unitPriceMinor(),
                                                line.discountMinor()))
                        .toList(),
                command.total().minorUnits(),
                command.total().currency(),
                command.paymentMethod(),
                command.at(),
                command.expiresAt(),
                PlaceOrderSalesChannel.valueOf(command.salesChannel().name()));
    }

    private static OrderCommand.PlaceOrder read(PlaceOrder record) {
        return new OrderCommand.PlaceOrder(
                record.getOrderId().toString(),
                record.getCustomerId().toString(),
                record.getLines().stream()
                        .map(
                                line ->
                                        new OrderLine(
                                                line.getSku().toString(),
                                                line.getQuantity(),
                                                line.getUnitPriceMinor(),
                                                line.getDiscountMinor()))
                        .toList(),
                new Money(record.getTotalMinor(), record.getCurrency().toString()),
                record.getPaymentMethod().toString(),
                record.getAt(),
                record.getExpiresAt(),
                SalesChannel.valueOf(record.getSalesChannel().name()));
    }

    private static ConfirmOrder write(OrderCommand.ConfirmOrder command) {
        return new ConfirmOrder(
                command.orderId(),
                command.paid().minorUnits(),
                command.paid().currency(),
                command.at());
    }

    private static OrderCommand.ConfirmOrder read(ConfirmOrder record) {
        return new OrderCommand.ConfirmOrder(
                record.getOrderId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getAt());
    }

    private static RejectOrder write(OrderCommand.RejectOrder command) {
        return new RejectOrder(
                command.orderId(),
                RejectOrderReason.valueOf(command.reason().name()),
                command.detail(),
                List.copyOf(command.missingSkus()),
                command.at());
    }

    private static OrderCommand.RejectOrder read(RejectOrder record) {
        return new OrderCommand.RejectOrder(
                record.getOrderId().toString(),
                RejectReason.valueOf(record.getReason().name()),
                record.getDetail().toString(),
                record.getMissingSkus().stream().map(CharSequence::toString).toList(),
                record.getAt());
    }

    private static CancelOrder write(OrderCommand.CancelOrder command) {
        return new CancelOrder(command.orderId(), command.reason(), command.at());
    }

    private static OrderCommand.CancelOrder read(CancelOrder record) {
        return new OrderCommand.CancelOrder(
                record.getOrderId().toString(), record.getReason().toString(), record.getAt());
    }

    private static ExpireOrder write(OrderCommand.ExpireOrder command) {
        return new ExpireOrder(command.orderId(), command.dueAt());
    }

    private static OrderCommand.ExpireOrder read(ExpireOrder record) {
        return new OrderCommand.ExpireOrder(record.getOrderId().toString(), record.getDueAt());
    }
}
