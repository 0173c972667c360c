package dev.headwater.orders.api;

import dev.headwater.orders.domain.OrderCommand.CancelOrder;
import dev.headwater.orders.domain.OrderCommand.PlaceOrder;
import dev.headwater.runtime.http.ClientCommand;
import dev.headwater.runtime.http.Commands;
import dev.headwater.runtime.http.ResourceId;
import dev.headwater.runtime.log.StreamId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Commands on orders. Reads are in {@link OrderViewResource}: but for prices, the write side never
 * queries.
 */
@Path("/orders")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Orders")
public class OrderResource {

    private final Commands commands;
    private final PriceList prices;
    private final InstantSource clock;
    private final Duration deadline;

    /**
     * @param deadline after which an order that has not ended is cancelled
     */
    public OrderResource(
            Commands commands,
            PriceList prices,
            InstantSource clock,
            @ConfigProperty(name = "headwater.orders.deadline") Duration deadline) {
        this.commands = commands;
        this.prices = prices;
        this.clock = clock;
        this.deadline = deadline;
    }

    /** The order's id derives from the command id, so that a retry finds the same stream. */
    @POST
    @Operation(operationId = "placeOrder", summary = "Place an order")
    @APIResponse(
            responseCode = "201",
            description = "placed",
            content = @Content(schema = @Schema(implementation = OrderReply.class)))
    public Response place(@NotNull @Valid PlaceOrderRequest request) {
        ClientCommand command = commands.of(request);
        String orderId = command.createdId();
        Pricing.Priced priced = Pricing.of(request.lines(), prices);
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return command.send(
                StreamId.of("order", orderId),
                new PlaceOrder(
                        orderId,
                        request.customerId(),
                        priced.lines(),
                        priced.total(),
                        request.paymentMethod(),
                        at,
                        at.plus(deadline),
                        request.channel()));
    }

    /** Refused once the order is confirmed or rejected; a second cancellation changes nothing. */
    @POST
    @Path("/{id}/cancellation")
    @Operation(operationId = "cancelOrder", summary = "Cancel an order before it is confirmed")
    @APIResponse(
            responseCode = "200",
            description = "cancelled",
            content = @Content(schema = @Schema(implementation = OrderReply.class)))
    public Response cancel(
            @PathParam("id") @ResourceId String id, @NotNull @Valid CancelOrderRequest request) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return commands.of(request)
                .send(StreamId.of("order", id), new CancelOrder(id, request.reason(), at));
    }
}
