package dev.headwater.inventory.api;

import dev.headwater.inventory.domain.ItemCommand.AddItem;
import dev.headwater.inventory.domain.ItemCommand.ChangePrice;
import dev.headwater.inventory.domain.ItemCommand.ReceiveStock;
import dev.headwater.inventory.domain.Money;
import dev.headwater.runtime.http.Commands;
import dev.headwater.runtime.http.MoneyJson;
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
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Commands on stock items. */
@Path("/items")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Items")
public class ItemResource {

    private final Commands commands;
    private final InstantSource clock;

    public ItemResource(Commands commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @POST
    @Operation(operationId = "addItem", summary = "Add a stock item")
    @APIResponse(
            responseCode = "201",
            description = "added",
            content = @Content(schema = @Schema(implementation = ItemBody.class)))
    public Response add(@NotNull @Valid AddItemRequest request) {
        return commands.of(request)
                .send(
                        StreamId.of("item", request.sku()),
                        new AddItem(
                                request.sku(), request.name(), money(request.unitPrice()), now()));
    }

    @POST
    @Path("/{sku}/receipts")
    @Operation(operationId = "receiveStock", summary = "Receive pieces of an item")
    @APIResponse(
            responseCode = "200",
            description = "received; the item after it",
            content = @Content(schema = @Schema(implementation = ItemBody.class)))
    public Response receive(
            @PathParam("sku") @ResourceId String sku, @NotNull @Valid ReceiveStockRequest request) {
        return commands.of(request)
                .send(StreamId.of("item", sku), new ReceiveStock(sku, request.quantity(), now()));
    }

    @POST
    @Path("/{sku}/prices")
    @Operation(operationId = "changePrice", summary = "Change the price of an item")
    @APIResponse(
            responseCode = "200",
            description = "priced; the item after it",
            content = @Content(schema = @Schema(implementation = ItemBody.class)))
    public Response changePrice(
            @PathParam("sku") @ResourceId String sku, @NotNull @Valid ChangePriceRequest request) {
        return commands.of(request)
                .send(
                        StreamId.of("item", sku),
                        new ChangePrice(sku, money(request.unitPrice()), now()));
    }

    private static Money money(MoneyJson json) {
        return new Money(json.toMinorUnits(), json.currency());
    }

    /** In milliseconds, as events keep it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
