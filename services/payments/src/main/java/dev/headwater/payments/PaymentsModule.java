package dev.headwater.payments;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.payments.api.PaymentReplies;
import dev.headwater.payments.codec.OrderFacts;
import dev.headwater.payments.codec.PaymentCommands;
import dev.headwater.payments.codec.PaymentEvents;
import dev.headwater.payments.codec.StockFacts;
import dev.headwater.payments.domain.PaymentDecider;
import dev.headwater.payments.domain.PaymentEvent;
import dev.headwater.payments.domain.PaymentState;
import dev.headwater.payments.process.HttpPaymentGateway;
import dev.headwater.payments.process.OrderPolicy;
import dev.headwater.payments.process.PaymentEffect;
import dev.headwater.payments.process.PaymentGateway;
import dev.headwater.payments.process.StockPolicy;
import dev.headwater.payments.projection.PaymentView;
import dev.headwater.payments.projection.PaymentViewProjection;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.command.Aggregate;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.http.StreamResources;
import dev.headwater.runtime.http.StreamResources.StreamResource;
import dev.headwater.runtime.process.Deadlines;
import dev.headwater.runtime.projection.ProjectionDefinition;
import dev.headwater.runtime.snapshot.StateForm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the payments service together. */
@ApplicationScoped
public class PaymentsModule {

    @Produces
    @Singleton
    PaymentGateway gateway(
            @ConfigProperty(name = "headwater.gateway.url") URI url,
            @ConfigProperty(name = "headwater.gateway.timeout") Duration timeout) {
        return new HttpPaymentGateway(url, timeout);
    }

    void close(@Disposes PaymentGateway gateway) {
        if (gateway instanceof HttpPaymentGateway http) {
            http.close();
        }
    }

    @Produces
    @Singleton
    ServiceDefinition service(
            SchemaPack pack, SchemaLookup schemas, PaymentGateway gateway, InstantSource clock) {
        return definition(pack, schemas, gateway, clock);
    }

    @Produces
    @Singleton
    StreamResources resources() {
        return new StreamResources(new StreamResource("payment", "orderId", "/payments/{id}"));
    }

    /** All that makes payments payments; needs nothing that runs but a gateway. */
    public static ServiceDefinition definition(
            SchemaPack pack, SchemaLookup schemas, PaymentGateway gateway, InstantSource clock) {
        Codec<PaymentEvent> events = PaymentEvents.of(pack, schemas);
        return new ServiceDefinition(
                "payments",
                List.of(
                        new Aggregate<>(
                                        "payment",
                                        new PaymentDecider(),
                                        PaymentCommands.of(pack, schemas),
                                        events,
                                        new PaymentReplies(),
                                        Deadlines.none(),
                                        new PaymentEffect(gateway, clock))
                                .savedAs(StateForm.of(PaymentState.class, 1))),
                List.of(
                        new OrderPolicy(OrderFacts.of(pack, schemas)),
                        new StockPolicy(StockFacts.of(pack, schemas))),
                List.of(
                        new ProjectionDefinition<>(
                                new PaymentViewProjection(),
                                "payments",
                                events,
                                PaymentView.class)));
    }
}
