package dev.headwater.orders.api;

import dev.headwater.orders.domain.OrderEvent;
import dev.headwater.runtime.http.Page;
import dev.headwater.runtime.http.PageQuery;
import dev.headwater.runtime.http.Reads;
import dev.headwater.runtime.http.ResourceId;
import dev.headwater.runtime.log.Envelope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happened to an order, from the log. */
@Path("/orders/{id}/history")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Reads("order_view")
@Tag(name = "Orders")
public class OrderHistoryResource {

    /**
     * One event.
     *
     * @param version 1, 2, 3…
     * @param type the event's name
     * @param at when it was recorded
     * @param data the facts
     */
    @Schema(name = "OrderHistoryItem")
    public record Item(
            @Schema(required = true) long version,
            @Schema(required = true) String type,
            @Schema(required = true) Instant at,
            @Schema(required = true, type = SchemaType.OBJECT) Map<String, Object> data) {

        static Item of(Envelope<OrderEvent> event) {
            return new Item(
                    event.version(),
                    event.type(),
                    event.recordedAt(),
                    OrderEventBody.of(event.event()));
        }
    }

    private final OrderHistory history;

    public OrderHistoryResource(OrderHistory history) {
        this.history = history;
    }

    @GET
    @Operation(operationId = "getOrderHistory", summary = "What happened to an order")
    @APIResponse(responseCode = "200", description = "events, oldest first")
    public Page<Item> history(@PathParam("id") @ResourceId String id, @Context UriInfo uri) {
        PageQuery query = PageQuery.of(uri);
        String after = query.after();
        long shown = after == null ? 0 : Long.parseLong(after);
        List<Item> items =
                history.events(id).stream()
                        .filter(event -> event.version() > shown)
                        .limit(query.limit() + 1L)
                        .map(Item::of)
                        .toList();
        return query.page(items, item -> Long.toString(item.version()));
    }
}
