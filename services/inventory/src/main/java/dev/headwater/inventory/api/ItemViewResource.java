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

/** Queries on stock items. */
@Path("/items")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Reads("item_view")
@Tag(name = "Items")
public class ItemViewResource {

    /** A page of items; a type of its own, so that the document says what is in it. */
    @Schema(name = "Items")
    public interface ItemPage {
        @Schema(required = true)
        List<ItemBody> getItems();

        @Schema(nullable = true, description = "cursor of the next page; null at the end")
        @Nullable String getNext();
    }

    @GET
    @Path("/{sku}")
    @Operation(operationId = "getItem", summary = "An item and its stock")
    @APIResponse(
            responseCode = "200",
            description = "the item",
            headers =
                    @Header(
                            name = "ETag",
                            description = "the version, quoted",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = ItemBody.class)))
    public Response get(@PathParam("sku") @ResourceId String sku) {
        ItemView row = ItemView.findById(sku);
        if (row == null) {
            throw Problem.refusal(404, "ITEM_NOT_FOUND", "there is no item " + sku).asException();
        }
        return Response.ok(ItemBody.of(row))
                .header(HttpHeaders.ETAG, VersionTag.of(row.version))
                .build();
    }

    @GET
    @Operation(operationId = "listItems", summary = "All items, by sku")
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
            description = "a page of items",
            content = @Content(schema = @Schema(implementation = ItemPage.class)))
    public Page<ItemBody> list(@Context UriInfo uri) {
        PageQuery query = PageQuery.of(uri);
        Page<ItemView> page =
                query.page(ItemView.page(query.after(), query.limit() + 1), row -> row.sku);
        return page.map(ItemBody::of);
    }
}
