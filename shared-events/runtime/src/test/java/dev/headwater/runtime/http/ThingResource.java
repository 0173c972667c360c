package dev.headwater.runtime.http;

import dev.headwater.runtime.log.StreamId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.persistence.PersistenceException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A resource of the shape that every service has. */
@Path("/things")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ThingResource {

    record Line(@NotNull @ResourceId String sku, @Min(1) @Max(1000) int quantity) {}

    record MakeThing(
            @NotNull @ResourceId String customerId,
            @NotEmpty List<@NotNull @Valid Line> lines,
            @Valid @PositiveMoney @Nullable MoneyJson price,
            @Nullable String note) {}

    record Thing(String thingId) {}

    private final Commands commands;
    private final UriInfo uri;

    ThingResource(Commands commands, UriInfo uri) {
        this.commands = commands;
        this.uri = uri;
    }

    @POST
    @APIResponse(
            responseCode = "201",
            description = "made",
            content = @Content(schema = @Schema(implementation = Thing.class)))
    public Response make(@NotNull @Valid MakeThing body) {
        ClientCommand command = commands.of(body);
        if (body.customerId().equals("unpriced")) {
            throw Problem.refusal(409, "UNKNOWN_SKU", "no price yet: x-1").asException();
        }
        return command.send(StreamId.of("thing", command.createdId()), body);
    }

    @POST
    @Path("/{id}/changes")
    public Response change(@ResourceId String id, @NotNull @Valid Line body) {
        return commands.of(body).send(StreamId.of("thing", id), body);
    }

    @GET
    @Path("/{id}")
    @Reads("thing_view")
    @APIResponse(responseCode = "200", description = "the thing")
    public RestResponse<Thing> get(@ResourceId String id) {
        Thing thing =
                switch (id) {
                    case "defect" -> throw new IllegalStateException("secret of " + getClass());
                    case "no-database" ->
                            throw new PersistenceException(new SQLException("refused", "08001"));
                    case "missing" -> throw Problem.absent("thing", id);
                    default -> new Thing(id);
                };
        return VersionTag.tagged(thing, 3);
    }

    @GET
    @Reads("thing_view")
    @APIResponse(responseCode = "200", description = "a page of things")
    public Page<Thing> list() {
        PageQuery query = PageQuery.of(uri);
        int from = query.after() == null ? 0 : Integer.parseInt(query.after()) + 1;
        List<Thing> rows =
                IntStream.range(from, Math.min(from + query.limit() + 1, 120))
                        .mapToObj(i -> new Thing("" + i))
                        .toList();
        return query.page(rows, Thing::thingId);
    }
}
