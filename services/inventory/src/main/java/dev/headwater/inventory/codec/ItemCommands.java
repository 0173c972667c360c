package dev.headwater.inventory.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.inventory.commands.AddItem;
import dev.headwater.contracts.inventory.commands.AllocateStock;
import dev.headwater.contracts.inventory.commands.ChangePrice;
import dev.headwater.contracts.inventory.commands.ReceiveStock;
import dev.headwater.contracts.inventory.commands.ReleaseAllocation;
import dev.headwater.contracts.inventory.commands.ShipAllocation;
import dev.headwater.inventory.domain.ItemCommand;
import dev.headwater.inventory.domain.Money;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;

/** Wire form of the commands on items. */
public final class ItemCommands {

    private ItemCommands() {}

    public static Codec<ItemCommand> of(SchemaPack pack, SchemaLookup lookup) {
        return AvroCodec.<ItemCommand>builder(pack, lookup)
                .map(
                        ItemCommand.AddItem.class,
                        AddItem.class,
                        ItemCommands::write,
                        ItemCommands::read)
                .map(
                        ItemCommand.ReceiveStock.class,
                        ReceiveStock.class,
                        ItemCommands::write,
                        ItemCommands::read)
                .map(
                        ItemCommand.ChangePrice.class,
                        ChangePrice.class,
                        ItemCommands::write,
                        ItemCommands::read)
                .map(
                        ItemCommand.AllocateStock.class,
                        AllocateStock.class,
                        ItemCommands::write,
                        ItemCommands::read)
                .map(
                        ItemCommand.ReleaseAllocation.class,
                        ReleaseAllocation.class,
                        ItemCommands::write,
                        ItemCommands::read)
                .map(
                        ItemCommand.ShipAllocation.class,
                        ShipAllocation.class,
                        ItemCommands::write,
                        ItemCommands::read)
                .build();
    }

    private static AddItem write(ItemCommand.AddItem command) {
        return new AddItem(
                command.sku(),
                command.name(),
                command.unitPrice().minorUnits(),
                command.unitPrice().currency(),
                command.at());
    }

    private static ItemCommand.AddItem read(AddItem record) {
        return new ItemCommand.AddItem(
                record.getSku().toString(),
                record.getName().toString(),
                new Money(record.getUnitPriceMinor(), record.getCurrency().toString()),
                record.getAt());
    }

    private static ReceiveStock write(ItemCommand.ReceiveStock command) {
        return new ReceiveStock(command.sku(), command.quantity(), command.at());
    }

    private static ItemCommand.ReceiveStock read(ReceiveStock record) {
        return new ItemCommand.ReceiveStock(
                record.getSku().toString(), record.getQuantity(), record.getAt());
    }

    private static ChangePrice write(ItemCommand.ChangePrice command) {
        return new ChangePrice(
                command.sku(),
                command.unitPrice().minorUnits(),
                command.unitPrice().currency(),
                command.at());
    }

    private static ItemCommand.ChangePrice read(ChangePrice record) {
        return new ItemCommand.ChangePrice(
                record.getSku().toString(),
                new Money(record.getUnitPriceMinor(), record.getCurrency().toString()),
                record.getAt());
    }

    private static AllocateStock write(ItemCommand.AllocateStock command) {
        return new AllocateStock(
                command.sku(), command.orderId(), command.quantity(), command.at());
    }

    private static ItemCommand.AllocateStock read(AllocateStock record) {
        return new ItemCommand.AllocateStock(
                record.getSku().toString(),
                record.getOrderId().toString(),
                record.getQuantity(),
                record.getAt());
    }

    private static ReleaseAllocation write(ItemCommand.ReleaseAllocation command) {
        return new ReleaseAllocation(command.sku(), command.orderId(), command.at());
    }

    private static ItemCommand.ReleaseAllocation read(ReleaseAllocation record) {
        return new ItemCommand.ReleaseAllocation(
                record.getSku().toString(), record.getOrderId().toString(), record.getAt());
    }

    private static ShipAllocation write(ItemCommand.ShipAllocation command) {
        return new ShipAllocation(
                command.sku(), command.orderId(), command.quantity(), command.at());
    }

    private static ItemCommand.ShipAllocation read(ShipAllocation record) {
        return new ItemCommand.ShipAllocation(
                record.getSku().toString(),
                record.getOrderId().toString(),
                record.getQuantity(),
                record.getAt());
    }
}
