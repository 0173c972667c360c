package dev.headwater.inventory.api;

import dev.headwater.inventory.projection.ItemView;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Queries on stock items. */
@Path("/items")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Reads("item_view")
@Tag(name = "Items")
public class ItemViewResource {

    @GET
    @Path("/{sku}")
    @Operation(operationId = "getItem", summary = "An item and its stock")
    @APIResponse(responseCode = "200", description = "the item")
    public RestResponse<ItemBody> get(@PathParam("sku") @ResourceId String sku) {
        ItemView row = ItemView.findById(sku);
        if (row == null) {
            throw Problem.absent("item", sku);
        }
        return VersionTag.tagged(ItemBody.of(row), row.version);
    }

    @GET
    @Operation(operationId = "listItems", summary = "All items, by sku")
    @APIResponse(responseCode = "200", description = "a page of items")
    public Page<ItemBody> list(@Context UriInfo uri) {
        PageQuery query = PageQuery.of(uri);
        Page<ItemView> page =
                query.page(ItemView.page(query.after(), query.limit() + 1), row -> row.sku);
        return page.map(ItemBody::of);
    }
}
