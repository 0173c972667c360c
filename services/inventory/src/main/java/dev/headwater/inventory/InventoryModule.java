package dev.headwater.inventory;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.inventory.api.ItemReplies;
import dev.headwater.inventory.codec.InventoryEvents;
import dev.headwater.inventory.codec.ItemCommands;
import dev.headwater.inventory.codec.ItemEvents;
import dev.headwater.inventory.codec.OrderFacts;
import dev.headwater.inventory.codec.ReservationCommands;
import dev.headwater.inventory.codec.ReservationEvents;
import dev.headwater.inventory.domain.InventoryEvent;
import dev.headwater.inventory.domain.ItemDecider;
import dev.headwater.inventory.domain.ItemState;
import dev.headwater.inventory.domain.ReservationDecider;
import dev.headwater.inventory.domain.ReservationState;
import dev.headwater.inventory.process.OrderPolicy;
import dev.headwater.inventory.process.StockPolicy;
import dev.headwater.inventory.projection.ItemView;
import dev.headwater.inventory.projection.ItemViewProjection;
import dev.headwater.inventory.projection.ReservationView;
import dev.headwater.inventory.projection.ReservationViewProjection;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.command.Aggregate;
import dev.headwater.runtime.command.Replies.Reply;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.http.StreamResources;
import dev.headwater.runtime.http.StreamResources.StreamResource;
import dev.headwater.runtime.projection.ProjectionDefinition;
import dev.headwater.runtime.snapshot.StateForm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Puts the inventory service together. */
@ApplicationScoped
public class InventoryModule {

    @Produces
    @Singleton
    ServiceDefinition service(SchemaPack pack, SchemaLookup schemas) {
        return definition(pack, schemas);
    }

    @Produces
    @Singleton
    StreamResources resources() {
        return new StreamResources(
                new StreamResource("item", "sku", "/items/{id}"),
                new StreamResource("reservation", "orderId", "/reservations/{id}"));
    }

    /** All that makes inventory inventory; needs nothing that runs. */
    public static ServiceDefinition definition(SchemaPack pack, SchemaLookup schemas) {
        Codec<InventoryEvent> events = InventoryEvents.of(pack, schemas);
        return new ServiceDefinition(
                "inventory",
                List.of(
                        new Aggregate<>(
                                        "item",
                                        new ItemDecider(),
                                        ItemCommands.of(pack, schemas),
                                        ItemEvents.of(pack, schemas),
                                        new ItemReplies())
                                .savedAs(StateForm.of(ItemState.class, 1)),
                        new Aggregate<>(
                                        "reservation",
                                        new ReservationDecider(),
                                        ReservationCommands.of(pack, schemas),
                                        ReservationEvents.of(pack, schemas),
                                        (_, _, _, _) -> Reply.none())
                                .savedAs(StateForm.of(ReservationState.class, 1))),
                List.of(new OrderPolicy(OrderFacts.of(pack, schemas)), new StockPolicy(events)),
                List.of(
                        new ProjectionDefinition<>(
                                new ItemViewProjection(), "inventory", events, ItemView.class),
                        new ProjectionDefinition<>(
                                new ReservationViewProjection(),
                                "inventory",
                                events,
                                ReservationView.class)));
    }
}
