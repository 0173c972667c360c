package dev.headwater.inventory.api;

import dev.headwater.inventory.projection.ReservationView;
import dev.headwater.runtime.http.Problem;
import dev.headwater.runtime.http.Reads;
import dev.headwater.runtime.http.ResourceId;
import dev.headwater.runtime.http.VersionTag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Queries on reservations. */
@Path("/reservations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Reads("reservation_view")
@Tag(name = "Reservations")
public class ReservationViewResource {

    @GET
    @Path("/{orderId}")
    @Operation(operationId = "getReservation", summary = "The reservation of an order")
    @APIResponse(
            responseCode = "200",
            description = "the reservation",
            headers =
                    @Header(
                            name = "ETag",
                            description = "the version, quoted",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = ReservationBody.class)))
    public Response get(@PathParam("orderId") @ResourceId String orderId) {
        ReservationView row = ReservationView.findById(orderId);
        if (row == null) {
            throw Problem.refusal(
                            404,
                            "RESERVATION_NOT_FOUND",
                            "there is no reservation for order " + orderId)
                    .asException();
        }
        return Response.ok(ReservationBody.of(row))
                .header(HttpHeaders.ETAG, VersionTag.of(row.version))
                .build();
    }
}
