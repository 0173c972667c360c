package dev.headwater.inventory.api;

import dev.headwater.inventory.domain.ItemCommand;
import dev.headwater.inventory.domain.ItemCommand.AddItem;
import dev.headwater.inventory.domain.ItemCommand.AllocateStock;
import dev.headwater.inventory.domain.ItemCommand.ChangePrice;
import dev.headwater.inventory.domain.ItemCommand.ReceiveStock;
import dev.headwater.inventory.domain.ItemCommand.ReleaseAllocation;
import dev.headwater.inventory.domain.ItemCommand.ShipAllocation;
import dev.headwater.inventory.domain.ItemState;
import dev.headwater.inventory.domain.ItemState.Product;
import dev.headwater.runtime.command.Replies;
import dev.headwater.runtime.command.Replies.Reply;
import dev.headwater.runtime.log.StreamId;
import org.jspecify.annotations.Nullable;

/** What clients are answered; nobody waits for the commands of policies. */
public final class ItemReplies implements Replies<ItemCommand, ItemState> {

    @Override
    public Reply reply(StreamId stream, ItemCommand command, ItemState after, long version) {
        return switch (command) {
            case AddItem add -> new Reply(201, body(add.sku(), after));
            case ReceiveStock receive -> new Reply(200, body(receive.sku(), after));
            case ChangePrice change -> new Reply(200, body(change.sku(), after));
            case AllocateStock _, ReleaseAllocation _, ShipAllocation _ -> Reply.none();
        };
    }

    private static @Nullable ItemBody body(String sku, ItemState state) {
        return state.product() instanceof Product product ? ItemBody.of(sku, product, state) : null;
    }
}
