package dev.headwater.corpus;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.inventory.InventoryModule;
import dev.headwater.orders.OrdersModule;
import dev.headwater.payments.PaymentsModule;
import dev.headwater.payments.domain.Money;
import dev.headwater.payments.process.PaymentGateway;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.command.Aggregate;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Policy;
import dev.headwater.runtime.projection.Projection;
import dev.headwater.runtime.projection.ProjectionDefinition;
import dev.headwater.testkit.Envelopes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Today's services as readers: every codec, every decider, every projection and policy. */
final class Today {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Map<String, ServiceDefinition> services = new LinkedHashMap<>();

    Today(SchemaPack pack) {
        SchemaLookup nobody = SchemaLookup.none();
        for (ServiceDefinition service :
                List.of(
                        OrdersModule.definition(pack, nobody),
                        InventoryModule.definition(pack, nobody),
                        payments(pack, nobody))) {
            services.put(service.name(), service);
        }
    }

    /** The payments service, with a gateway that nobody may call. */
    static ServiceDefinition payments(SchemaPack pack, SchemaLookup registry) {
        return PaymentsModule.definition(pack, registry, new Unasked(), InstantSource.fixed(NOON));
    }

    List<String> services() {
        return List.copyOf(services.keySet());
    }

    ServiceDefinition service(String name) {
        return services.get(name);
    }

    /** Everything that anybody reads in the events of {@code service}. */
    SortedMap<String, String> read(String service, List<CorpusEvent> events) {
        SortedMap<String, String> readings = new TreeMap<>();
        Map<StreamId, Object> states = new HashMap<>();
        for (CorpusEvent event : events) {
            Aggregate<?, ?, ?> aggregate = services.get(service).aggregateOf(event.stream());
            String place = event.stream() + "/" + event.version();
            Object fact = aggregate.events().decode(event.bytes());
            readings.put("event " + place, Described.of(fact).toString());
            states.put(event.stream(), evolve(aggregate, states.get(event.stream()), fact));
        }
        states.forEach(
                (stream, state) -> readings.put("state " + stream, Described.of(state).toString()));
        for (ServiceDefinition reader : services.values()) {
            for (Policy<?> policy : reader.policies()) {
                if (policy.source().equals(service)) {
                    readings.putAll(react(reader.name(), policy, events));
                }
            }
        }
        return readings;
    }

    private static <E> Object evolve(Aggregate<?, ?, E> aggregate, Object state, Object fact) {
        @SuppressWarnings("unchecked")
        Aggregate<?, Object, Object> any =
                (Aggregate<?, Object, Object>) (Aggregate<?, ?, ?>) aggregate;
        return any.decider().evolve(state == null ? any.decider().initialState() : state, fact);
    }

    private static <F> SortedMap<String, String> react(
            String reader, Policy<F> policy, List<CorpusEvent> events) {
        SortedMap<String, String> readings = new TreeMap<>();
        Envelopes envelopes = new Envelopes(policy.source());
        for (CorpusEvent event : events) {
            F fact = policy.facts().decode(event.bytes());
            Envelope<F> envelope = envelopes.next(event.stream(), fact);
            String place = event.stream() + "/" + event.version();
            List<Policy.Reaction> reactions = policy.react(envelope);
            if (!reactions.isEmpty()) {
                readings.put(
                        "policy %s.%s %s".formatted(reader, policy.name(), place),
                        Described.of(reactions).toString());
            }
        }
        return readings;
    }

    /** Folds everything that projections read of {@code service}; how many rows there are. */
    int rows(String service, List<CorpusEvent> events) {
        int rows = 0;
        for (ServiceDefinition reader : services.values()) {
            for (ProjectionDefinition<?, ?> projection : reader.projections()) {
                if (projection.source().equals(service)) {
                    rows += fold(projection, events);
                }
            }
        }
        return rows;
    }

    private static <F, R> int fold(
            ProjectionDefinition<F, R> definition, List<CorpusEvent> events) {
        Projection<F, R> projection = definition.projection();
        Envelopes envelopes = new Envelopes(definition.source());
        Map<String, R> rows = new HashMap<>();
        for (CorpusEvent event : events) {
            Envelope<F> fact =
                    envelopes.next(event.stream(), definition.events().decode(event.bytes()));
            for (String key : projection.keys(fact)) {
                rows.put(key, projection.fold(key, rows.get(key), fact));
            }
        }
        return rows.size();
    }

    /** Reading calls nobody. */
    private static final class Unasked implements PaymentGateway {

        @Override
        public Authorization authorize(UUID key, String orderId, Money amount, String method) {
            throw new AssertionError("a replay calls nobody");
        }

        @Override
        public void capture(UUID key, String orderId, Money amount, String authorization) {
            throw new AssertionError("a replay calls nobody");
        }

        @Override
        public void release(UUID key, String orderId, UUID authorizationKey, String reason) {
            throw new AssertionError("a replay calls nobody");
        }

        @Override
        public void refund(UUID key, String orderId, String refundId, Money amount) {
            throw new AssertionError("a replay calls nobody");
        }
    }
}
