package dev.headwater.runtime.admin;

import dev.headwater.runtime.projection.JobStatus;
import dev.headwater.runtime.projection.ProjectionStatus;
import dev.headwater.runtime.projection.Projections;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Projections: where they are, rebuilding and verifying them. */
@Path(ProjectionResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProjectionResource {

    static final String PATH = "/admin/projections";

    /**
     * The projections of a service.
     *
     * @param items one per projection of this service
     */
    @Schema(name = "Projections")
    public record ProjectionList(@Schema(required = true) List<ProjectionStatus> items) {}

    /**
     * How to rebuild.
     *
     * @param maxRate most events folded per second; none for no limit
     */
    @Schema(name = "RebuildRequest")
    public record RebuildRequest(@Nullable @Min(1) @Max(10_000_000) Long maxRate) {}

    private final Projections projections;

    ProjectionResource(Projections projections) {
        this.projections = projections;
    }

    /** Version, position and lag of every projection, and what its table holds when asked for. */
    @GET
    @Operation(operationId = "listProjections", summary = "Version, position, lag, checksum")
    public ProjectionList list(@QueryParam("checksum") @DefaultValue("false") boolean checksum) {
        return new ProjectionList(projections.list(checksum));
    }

    /**
     * Rebuilds that were started together.
     *
     * @param items one per projection on which no job ran
     */
    @Schema(name = "Rebuilds")
    public record RebuildList(@Schema(required = true) List<RebuildStatus> items) {}

    /** Rebuilds all projections of this service; those of one topic read it together. */
    @POST
    @Path("/rebuilds")
    @Operation(operationId = "startRebuilds", summary = "Rebuild all projections in one pass")
    @APIResponse(
            responseCode = "202",
            description = "they run; /admin/projections/{name}/rebuilds/{id} tells how far each is",
            content = @Content(schema = @Schema(implementation = RebuildList.class)))
    public Response rebuildAll(@Valid @Nullable RebuildRequest body) {
        Long maxRate = body == null ? null : body.maxRate();
        List<RebuildStatus> started =
                projections.rebuildAll(maxRate == null ? 0 : maxRate).values().stream()
                        .map(RebuildStatus::of)
                        .toList();
        return Response.accepted(new RebuildList(started)).build();
    }

    /** Folds the log into a table beside the one that is read, and swaps them. */
    @POST
    @Path("/{name}/rebuilds")
    @Operation(operationId = "startRebuild", summary = "Rebuild a projection from the log")
    @APIResponse(
            responseCode = "202",
            description = "it runs; Location tells how far it is",
            content = @Content(schema = @Schema(implementation = RebuildStatus.class)))
    @APIResponse(responseCode = "409", description = "one runs on this projection already")
    public Response rebuild(@PathParam("name") String name, @Valid @Nullable RebuildRequest body) {
        Long maxRate = body == null ? null : body.maxRate();
        JobStatus job = start(JobStatus.Kind.REBUILD, name, maxRate == null ? 0 : maxRate);
        return accepted(name, "rebuilds", job, RebuildStatus.of(job));
    }

    /**
     * Goes back to the table before the last rebuild, once it has caught up with what it missed.
     */
    @POST
    @Path("/{name}/rollbacks")
    @Operation(operationId = "startRollback", summary = "Back to the table before the rebuild")
    @APIResponse(
            responseCode = "202",
            description = "it runs; Location tells how far it is",
            content = @Content(schema = @Schema(implementation = RebuildStatus.class)))
    @APIResponse(responseCode = "409", description = "a job runs on this projection already")
    public Response rollBack(@PathParam("name") String name) {
        JobStatus job = start(JobStatus.Kind.ROLLBACK, name, 0);
        return accepted(name, "rollbacks", job, RebuildStatus.of(job));
    }

    /** How far a rollback is. */
    @GET
    @Path("/{name}/rollbacks/{id}")
    @Operation(operationId = "getRollback", summary = "Progress of a rollback")
    public RebuildStatus rollback(@PathParam("name") String name, @PathParam("id") String id) {
        return RebuildStatus.of(job(JobStatus.Kind.ROLLBACK, name, id));
    }

    /** How far a rebuild is. */
    @GET
    @Path("/{name}/rebuilds/{id}")
    @Operation(operationId = "getRebuild", summary = "Progress of a rebuild")
    public RebuildStatus rebuild(@PathParam("name") String name, @PathParam("id") String id) {
        return RebuildStatus.of(job(JobStatus.Kind.REBUILD, name, id));
    }

    /** Ends a rebuild; readers keep the table that they have. */
    @DELETE
    @Path("/{name}/rebuilds/{id}")
    @Operation(operationId = "cancelRebuild", summary = "Cancel a rebuild")
    @APIResponse(responseCode = "204", description = "it ends, or has ended")
    public void cancel(@PathParam("name") String name, @PathParam("id") String id) {
        projections.cancel(UUID.fromString(job(JobStatus.Kind.REBUILD, name, id).id()));
    }

    /** Folds the log into a side table and compares it, row by row, with the one that is read. */
    @POST
    @Path("/{name}/verifications")
    @Operation(operationId = "startVerification", summary = "Compare a projection with the log")
    @APIResponse(
            responseCode = "202",
            description = "it runs; Location tells how far it is",
            content = @Content(schema = @Schema(implementation = VerificationStatus.class)))
    @APIResponse(responseCode = "409", description = "a job runs on this projection already")
    public Response verify(@PathParam("name") String name) {
        JobStatus job = start(JobStatus.Kind.VERIFICATION, name, 0);
        return accepted(name, "verifications", job, VerificationStatus.of(job));
    }

    /** How far a verification is, and what it found. */
    @GET
    @Path("/{name}/verifications/{id}")
    @Operation(operationId = "getVerification", summary = "Progress and result of a verification")
    public VerificationStatus verification(
            @PathParam("name") String name, @PathParam("id") String id) {
        return VerificationStatus.of(job(JobStatus.Kind.VERIFICATION, name, id));
    }

    private JobStatus start(JobStatus.Kind kind, String name, long maxRate) {
        ProjectionJobs.requireKnown(projections, name);
        return projections
                .start(kind, name, maxRate)
                .orElseThrow(
                        () ->
                                ProjectionJobs.running(
                                        "a rebuild, rollback or verification of "
                                                + name
                                                + " runs already"));
    }

    private JobStatus job(JobStatus.Kind kind, String name, String id) {
        return ProjectionJobs.find(projections, kind, name, id);
    }

    private static Response accepted(String name, String kind, JobStatus job, Object body) {
        URI location = URI.create("%s/%s/%s/%s".formatted(PATH, name, kind, job.id()));
        return Response.accepted(body).location(location).build();
    }
}
