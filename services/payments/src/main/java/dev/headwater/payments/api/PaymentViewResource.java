package dev.headwater.payments.api;

import dev.headwater.payments.projection.PaymentStatus;
import dev.headwater.payments.projection.PaymentView;
import dev.headwater.runtime.http.Filters;
import dev.headwater.runtime.http.Page;
import dev.headwater.runtime.http.PageQuery;
import dev.headwater.runtime.http.Problem;
import dev.headwater.runtime.http.Reads;
import dev.headwater.runtime.http.ResourceId;
import dev.headwater.runtime.http.VersionTag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Queries on payments. */
@Path("/payments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Reads("payment_view")
@Tag(name = "Payments")
public class PaymentViewResource {

    @GET
    @Path("/{orderId}")
    @Operation(operationId = "getPayment", summary = "The payment of an order")
    @APIResponse(responseCode = "200", description = "the payment")
    public RestResponse<PaymentBody> get(@PathParam("orderId") @ResourceId String orderId) {
        PaymentView row = PaymentView.findById(orderId);
        if (row == null) {
            throw Problem.absent("payment", "of order " + orderId);
        }
        return VersionTag.tagged(PaymentBody.of(row), row.version);
    }

    @GET
    @Operation(operationId = "listPayments", summary = "Payments, by order id")
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "only these",
            schema = @Schema(implementation = PaymentStatus.class))
    @APIResponse(responseCode = "200", description = "a page of payments")
    public Page<PaymentBody> list(@Context UriInfo uri) {
        PaymentStatus status = Filters.oneOf(uri, "status", PaymentStatus.class);
        PageQuery query = PageQuery.of(uri);
        Page<PaymentView> page =
                query.page(
                        PaymentView.page(status, query.after(), query.limit() + 1),
                        row -> row.orderId);
        return page.map(PaymentBody::of);
    }
}
