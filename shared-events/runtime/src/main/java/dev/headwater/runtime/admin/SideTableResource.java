package dev.headwater.runtime.admin;

import dev.headwater.runtime.http.Problem;
import dev.headwater.runtime.log.Selection;
import dev.headwater.runtime.projection.JobStatus;
import dev.headwater.runtime.projection.Projections;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** A projection's rows as of then, of one stream or of some offsets, in tables for analysis. */
@Path(SideTableResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SideTableResource {

    static final String PATH = "/admin/projections/{name}/side-tables";

    /**
     * What to fold, and where to.
     *
     * @param into the table; one that an earlier replay has made is replaced
     * @param until no event that was recorded later
     * @param stream events of this stream alone
     * @param partition this partition alone
     * @param fromOffset no event before it
     * @param toOffset no event from it on
     * @param maxRate most events folded per second; none for no limit
     */
    @Schema(name = "SideTableRequest")
    public record SideTableRequest(
            @NotNull String into,
            @Nullable Instant until,
            @Nullable String stream,
            @Nullable @Min(0) Integer partition,
            @Nullable @Min(0) Long fromOffset,
            @Nullable @Min(1) Long toOffset,
            @Nullable @Min(1) @Max(10_000_000) Long maxRate) {}

    private final Projections projections;

    SideTableResource(Projections projections) {
        this.projections = projections;
    }

    /** Folds a part of the log into a table of its own; nothing that is read is touched. */
    @POST
    @Operation(operationId = "startSideTable", summary = "Fold a part of the log into a side table")
    @APIResponse(
            responseCode = "202",
            description = "it runs; Location tells how far it is",
            content = @Content(schema = @Schema(implementation = SideTableStatus.class)))
    @APIResponse(responseCode = "409", description = "this table is being made already")
    public Response start(@PathParam("name") String name, @Valid @NotNull SideTableRequest body) {
        ProjectionJobs.requireKnown(projections, name);
        JobStatus job = started(name, body);
        URI location = URI.create(PATH.replace("{name}", name) + "/" + job.id());
        return Response.accepted(SideTableStatus.of(job)).location(location).build();
    }

    private JobStatus started(String name, SideTableRequest body) {
        try {
            Selection selection =
                    new Selection(
                            body.stream() == null ? null : StreamIds.of(body.stream()),
                            body.partition(),
                            body.fromOffset(),
                            body.toOffset(),
                            body.until());
            long maxRate = body.maxRate() == null ? 0 : body.maxRate();
            return projections
                    .startSideTable(name, body.into(), selection, maxRate)
                    .orElseThrow(
                            () ->
                                    ProjectionJobs.running(
                                            "the table " + body.into() + " is being made"));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                            List.of(new Problem.FieldError("", String.valueOf(e.getMessage()))))
                    .asException();
        }
    }

    /** How far it is. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getSideTable", summary = "Progress of a side table")
    public SideTableStatus find(@PathParam("name") String name, @PathParam("id") String id) {
        return SideTableStatus.of(job(name, id));
    }

    /** Ends it; then there is no such table. */
    @DELETE
    @Path("/{id}")
    @Operation(operationId = "cancelSideTable", summary = "Cancel a side table")
    @APIResponse(responseCode = "204", description = "it ends, or has ended")
    public void cancel(@PathParam("name") String name, @PathParam("id") String id) {
        projections.cancel(UUID.fromString(job(name, id).id()));
    }

    private JobStatus job(String name, String id) {
        return ProjectionJobs.find(projections, JobStatus.Kind.SIDE_TABLE, name, id);
    }
}
