package dev.headwater.orders;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.orders.api.OrderReplies;
import dev.headwater.orders.codec.OrderCommands;
import dev.headwater.orders.codec.OrderEvents;
import dev.headwater.orders.codec.PaymentFacts;
import dev.headwater.orders.codec.PriceFacts;
import dev.headwater.orders.codec.StockFacts;
import dev.headwater.orders.domain.OrderDecider;
import dev.headwater.orders.domain.OrderEvent;
import dev.headwater.orders.domain.OrderState;
import dev.headwater.orders.process.OrderDeadlines;
import dev.headwater.orders.process.PaymentPolicy;
import dev.headwater.orders.process.StockPolicy;
import dev.headwater.orders.projection.OrderView;
import dev.headwater.orders.projection.OrderViewProjection;
import dev.headwater.orders.projection.PriceListProjection;
import dev.headwater.orders.projection.PriceRow;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.command.Aggregate;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.http.StreamResources;
import dev.headwater.runtime.http.StreamResources.StreamResource;
import dev.headwater.runtime.projection.ProjectionDefinition;
import dev.headwater.runtime.snapshot.StateForm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Puts the orders service together. */
@ApplicationScoped
public class OrdersModule {

    @Produces
    @Singleton
    ServiceDefinition service(SchemaPack pack, SchemaLookup schemas) {
        return definition(pack, schemas);
    }

    @Produces
    @Singleton
    StreamResources resources() {
        return new StreamResources(new StreamResource("order", "orderId", "/orders/{id}"));
    }

    /** All that makes orders orders; needs nothing that runs. */
    public static ServiceDefinition definition(SchemaPack pack, SchemaLookup schemas) {
        Codec<OrderEvent> events = OrderEvents.of(pack, schemas);
        return new ServiceDefinition(
                "orders",
                List.of(
                        new Aggregate<>(
                                        "order",
                                        new OrderDecider(),
                                        OrderCommands.of(pack, schemas),
                                        events,
                                        new OrderReplies(),
                                        new OrderDeadlines(),
                                        null)
                                .savedAs(StateForm.of(OrderState.class, 1))),
                List.of(
                        new StockPolicy(StockFacts.of(pack, schemas)),
                        new PaymentPolicy(PaymentFacts.of(pack, schemas))),
                List.of(
                        new ProjectionDefinition<>(
                                new OrderViewProjection(), "orders", events, OrderView.class),
                        new ProjectionDefinition<>(
                                new PriceListProjection(),
                                "inventory",
                                PriceFacts.of(pack, schemas),
                                PriceRow.class)));
    }
}
