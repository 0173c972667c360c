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
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

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
    @APIResponse(responseCode = "200", description = "the reservation")
    public RestResponse<ReservationBody> get(@PathParam("orderId") @ResourceId String orderId) {
        ReservationView row = ReservationView.findById(orderId);
        if (row == null) {
            throw Problem.absent("reservation", "of order " + orderId);
        }
        return VersionTag.tagged(ReservationBody.of(row), row.version);
    }
}
