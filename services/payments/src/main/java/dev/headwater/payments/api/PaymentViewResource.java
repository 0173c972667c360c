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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Queries on payments. */
@Path("/payments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Reads("payment_view")
@Tag(name = "Payments")
public class PaymentViewResource {

    /** A page of payments; a type of its own, so that the document says what is in it. */
    @Schema(name = "Payments")
    public interface PaymentPage {
        @Schema(required = true)
        List<PaymentBody> getItems();

        @Schema(nullable = true, description = "cursor of the next page; null at the end")
        @Nullable String getNext();
    }

    @GET
    @Path("/{orderId}")
    @Operation(operationId = "getPayment", summary = "The payment of an order")
    @APIResponse(
            responseCode = "200",
            description = "the payment",
            headers =
                    @Header(
                            name = "ETag",
                            description = "the version, quoted",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = PaymentBody.class)))
    public Response get(@PathParam("orderId") @ResourceId String orderId) {
        PaymentView row = PaymentView.findById(orderId);
        if (row == null) {
            throw Problem.refusal(
                            404, "PAYMENT_NOT_FOUND", "there is no payment of order " + orderId)
                    .asException();
        }
        return Response.ok(PaymentBody.of(row))
                .header(HttpHeaders.ETAG, VersionTag.of(row.version))
                .build();
    }

    @GET
    @Operation(operationId = "listPayments", summary = "Payments, by order id")
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "only these",
            schema = @Schema(implementation = PaymentStatus.class))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "1 to 200, 50 by default",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "next of the page before",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "a page of payments",
            content = @Content(schema = @Schema(implementation = PaymentPage.class)))
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
