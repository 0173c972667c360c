package dev.headwater.orders.api;

import dev.headwater.orders.projection.OrderStatus;
import dev.headwater.orders.projection.OrderView;
import dev.headwater.orders.projection.OrderView.ListKey;
import dev.headwater.runtime.http.Filters;
import dev.headwater.runtime.http.Page;
import dev.headwater.runtime.http.PageQuery;
import dev.headwater.runtime.http.Reads;
import dev.headwater.runtime.http.ResourceId;
import dev.headwater.runtime.http.VersionTag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Queries on orders, from the read model. */
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Reads("order_view")
@Tag(name = "Orders")
public class OrderViewResource {

    private final OrderHistory history;

    public OrderViewResource(OrderHistory history) {
        this.history = history;
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getOrder", summary = "An order, now or as it was")
    @Parameter(
            name = "asOf",
            in = ParameterIn.QUERY,
            description = "a version, or an instant such as 2026-01-01T12:00:00Z",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", description = "the order")
    public RestResponse<OrderBody> get(
            @PathParam("id") @ResourceId String id, @Context UriInfo uri) {
        AsOf asOf = AsOf.of(uri);
        OrderView row = asOf == null ? OrderView.findById(id) : history.asOf(id, asOf);
        if (row == null) {
            throw OrderHistory.notFound(id);
        }
        return VersionTag.tagged(OrderBody.of(row), row.version);
    }

    @GET
    @Operation(operationId = "listOrders", summary = "Orders, newest first")
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "only these",
            schema = @Schema(implementation = OrderStatus.class))
    @APIResponse(responseCode = "200", description = "a page of orders")
    public Page<OrderBody> list(
            @QueryParam("customerId") @Parameter(description = "only this customer's") @ResourceId
                    @Nullable String customerId,
            @Context UriInfo uri) {
        OrderStatus status = Filters.oneOf(uri, "status", OrderStatus.class);
        PageQuery query = PageQuery.of(uri);
        String after = query.after();
        Page<OrderView> page =
                query.page(
                        OrderView.page(
                                customerId,
                                status,
                                after == null ? null : ListKey.parse(after),
                                query.limit() + 1),
                        row -> row.listKey().text());
        return page.map(OrderBody::of);
    }
}
