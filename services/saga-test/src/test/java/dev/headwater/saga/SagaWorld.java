package dev.headwater.saga;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.inventory.InventoryModule;
import dev.headwater.orders.OrdersModule;
import dev.headwater.payments.PaymentsModule;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.EffectUnavailableException;
import dev.headwater.runtime.process.Policy;
import dev.headwater.runtime.process.Policy.Reaction;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The three services and everything between them: a bag of messages, from which any may be
 * delivered next, and again. This is weaker than what Kafka promises (it keeps the order of a
 * partition), so what holds here holds there.
 */
final class SagaWorld {

    /** Something on its way. */
    sealed interface Message {

        /** An event for one policy. */
        record Fact(ModelService reader, Policy<?> policy, Envelope<byte[]> event)
                implements Message {}

        /**
         * @param client sent by a client, who may be refused
         */
        record Command(ModelService service, StreamId stream, byte[] body, boolean client)
                implements Message {}

        /** A call of the gateway that an intent asks for. */
        record Call(ModelService service, ModelService.Intent intent) implements Message {}
    }

    private static final SchemaPack PACK = SchemaPack.load();
    private static final ServiceDefinition ORDERS =
            OrdersModule.definition(PACK, SchemaLookup.none());
    private static final ServiceDefinition INVENTORY =
            InventoryModule.definition(PACK, SchemaLookup.none());
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    /** Calls that fail in a row before the deadlines of all orders pass. */
    private static final int PATIENCE = 200;

    final ModelGateway gateway;
    final ModelService orders;
    final ModelService inventory;
    final ModelService payments;

    private final Random random;
    private final SagaCounts counts;
    private final List<ModelService> services;
    private final List<Message> bag = new ArrayList<>();
    private final List<Message> delivered = new ArrayList<>();
    private int failedCalls;

    SagaWorld(Random random, SagaCounts counts) {
        this.random = random;
        this.counts = counts;
        gateway = new ModelGateway(random);
        orders = new ModelService(ORDERS);
        inventory = new ModelService(INVENTORY);
        payments =
                new ModelService(
                        PaymentsModule.definition(PACK, SchemaLookup.none(), gateway, CLOCK));
        services = List.of(orders, inventory, payments);
    }

    /** A client's command, on its way. */
    void send(ModelService service, StreamId stream, Object command) {
        bag.add(new Message.Command(service, stream, service.encode(stream, command), true));
    }

    /** Delivers until nothing is on its way and no order is left open. */
    void run() {
        while (true) {
            if (bag.isEmpty() || failedCalls > PATIENCE) {
                Map<StreamId, byte[]> due = orders.deadlines();
                if (bag.isEmpty() && due.isEmpty()) {
                    return;
                }
                failedCalls = 0;
                due.forEach(this::expire);
            }
            if (random.nextInt(150) == 0) {
                orders.deadlines().entrySet().stream()
                        .findFirst()
                        .ifPresent(due -> expire(due.getKey(), due.getValue()));
            }
            if (!bag.isEmpty()) {
                deliverAny();
            }
        }
    }

    private void expire(StreamId order, byte[] command) {
        bag.add(new Message.Command(orders, order, command, false));
    }

    private void deliverAny() {
        int at = random.nextInt(bag.size());
        Message message = bag.get(at);
        boolean again = random.nextInt(4) == 0;
        if (again) {
            counts.duplicates++;
        } else {
            bag.set(at, bag.getLast());
            bag.removeLast();
        }
        delivered.add(message);
        deliver(message);
    }

    /**
     * Delivers every event and every step of the saga once more, in any order; nobody may notice.
     * Calls are not repeated: an answer that was never recorded is news.
     *
     * @return how many events that appended
     */
    int redeliverAll() {
        int before = services.stream().mapToInt(ModelService::events).sum();
        List<Message> all = new ArrayList<>(delivered);
        Collections.shuffle(all, random);
        for (Message message : all) {
            boolean repeats =
                    switch (message) {
                        case Message.Fact _ -> true;
                        case Message.Command command -> !command.client();
                        case Message.Call _ -> false;
                    };
            if (repeats) {
                counts.duplicates++;
                deliver(message);
            }
        }
        run();
        return services.stream().mapToInt(ModelService::events).sum() - before;
    }

    private void deliver(Message message) {
        counts.messages++;
        switch (message) {
            case Message.Fact fact -> react(fact, fact.policy());
            case Message.Command command -> decide(command);
            case Message.Call call -> call(call);
        }
    }

    private <F> void react(Message.Fact fact, Policy<F> policy) {
        Envelope<F> event = fact.event().with(policy.facts().decode(fact.event().event()));
        for (Reaction reaction : policy.react(event)) {
            byte[] body = fact.reader().encode(reaction.target(), reaction.command());
            bag.add(new Message.Command(fact.reader(), reaction.target(), body, false));
        }
    }

    private void decide(Message.Command command) {
        List<Envelope<byte[]>> appended = new ArrayList<>();
        ModelStream.Decided decided =
                command.service().decide(command.stream(), command.body(), appended);
        if (!command.client() && decided.refusal().isPresent()) {
            throw new AssertionError(
                    "a step of the saga was refused: %s on %s"
                            .formatted(decided.refusal().get(), command.stream()));
        }
        for (Envelope<byte[]> event : appended) {
            publish(command.service(), event);
        }
    }

    private void publish(ModelService source, Envelope<byte[]> event) {
        failedCalls = 0;
        source.opened(event).ifPresent(intent -> bag.add(new Message.Call(source, intent)));
        for (ModelService reader : services) {
            for (Policy<?> policy : reader.definition().policies()) {
                if (policy.source().equals(source.definition().name())) {
                    bag.add(new Message.Fact(reader, policy, event));
                }
            }
        }
    }

    /** A call for an intent that is closed by now is one that was under way for long. */
    private void call(Message.Call call) {
        try {
            byte[] answer = call.service().call(call.intent());
            StreamId stream = call.intent().event().stream();
            bag.add(new Message.Command(call.service(), stream, answer, false));
        } catch (EffectUnavailableException _) {
            failedCalls++;
            if (call.service().isOpen(call.intent()) && !bag.contains(call)) {
                bag.add(call);
            }
        }
    }
}
