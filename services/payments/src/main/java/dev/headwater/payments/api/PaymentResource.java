package dev.headwater.payments.api;

import dev.headwater.payments.domain.Money;
import dev.headwater.payments.domain.PaymentCommand.RequestRefund;
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
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Commands on payments: the saga asks for all but refunds. */
@Path("/payments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Payments")
public class PaymentResource {

    private final Commands commands;
    private final InstantSource clock;

    public PaymentResource(Commands commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /** The refund's id derives from the command id, so that a retry asks for the same refund. */
    @POST
    @Path("/{orderId}/refunds")
    @Operation(operationId = "requestRefund", summary = "Refund what was captured, or a part of it")
    @APIResponse(
            responseCode = "201",
            description = "requested; the gateway is called next",
            content = @Content(schema = @Schema(implementation = RefundReply.class)))
    public Response refund(
            @PathParam("orderId") @ResourceId String orderId,
            @NotNull @Valid RequestRefundRequest request) {
        ClientCommand command = commands.of(request);
        return command.send(
                StreamId.of("payment", orderId),
                new RequestRefund(
                        orderId,
                        command.createdId(),
                        new Money(request.amount().toMinorUnits(), request.amount().currency()),
                        request.reason(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }
}
