package dev.headwater.orders.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** All orders as they change, as server-sent events. */
@Path("/orders/feed")
@RunOnVirtualThread
@Tag(name = "Orders")
public class OrderFeedResource {

    private final OrderFeed feed;

    public OrderFeedResource(OrderFeed feed) {
        this.feed = feed;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "followOrders",
            summary = "Every change of any order from now on, or from behind Last-Event-ID")
    @APIResponse(
            responseCode = "200",
            description =
                    "events named order; data holds orderId, status, version, type and at; id is"
                            + " where to resume",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS))
    public void follow(
            @HeaderParam(FeedPosition.HEADER) @Nullable String lastEventId,
            @Context SseEventSink sink,
            @Context Sse sse) {
        feed.connect(feed.start(lastEventId), sink, sse);
    }
}
