package dev.headwater.corpus;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.inventory.InventoryModule;
import dev.headwater.orders.OrdersModule;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.command.ServiceDefinition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * No reader of any service skips an event that is newer than it: undecodable is what stops a
 * partition of the write side or of a policy, and parks the stream of a projection.
 */
class FutureEventTest {

    private static final int FUTURE = 9_000;

    @Test
    void everyReaderStopsAtAnEventThatIsNewerThanItself() {
        Schema future =
                new Schema.Parser()
                        .parse(
                                """
                                {"type": "record", "name": "GiftWrapped",
                                 "namespace": "dev.headwater.contracts.orders.events",
                                 "fields": [{"name": "orderId", "type": "string"}]}
                                """);
        SchemaLookup registry = id -> id == FUTURE ? Optional.of(future) : Optional.empty();
        byte[] event = ByteBuffer.allocate(8).put((byte) 0).putInt(FUTURE).array();
        List<Codec<?>> readers = new ArrayList<>();
        SchemaPack pack = SchemaPack.load();
        for (ServiceDefinition service :
                List.of(
                        OrdersModule.definition(pack, registry),
                        InventoryModule.definition(pack, registry),
                        Today.payments(pack, registry))) {
            service.aggregates().forEach(aggregate -> readers.add(aggregate.events()));
            service.policies().forEach(policy -> readers.add(policy.facts()));
            service.projections().forEach(projection -> readers.add(projection.events()));
        }
        for (Codec<?> reader : readers) {
            UndecodableException stop =
                    assertThrows(UndecodableException.class, () -> reader.decode(event));
            assertTrue(
                    String.valueOf(stop.getMessage()).contains("orders.events.GiftWrapped"),
                    stop.getMessage());
        }
        assertTrue(readers.size() >= 12, readers.size() + " readers");
    }
}
