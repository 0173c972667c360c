package dev.headwater.runtime.admin;

import dev.headwater.runtime.http.Problem;
import dev.headwater.runtime.projection.ParkedStream;
import dev.headwater.runtime.projection.Projections;
import dev.headwater.runtime.projection.RedriveResult;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The streams that projections have parked, and their causes. */
@Path("/admin/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeadLetterResource {

    /**
     * Streams that wait.
     *
     * @param items oldest first, at most 1,000
     */
    @Schema(name = "ParkedStreams")
    public record ParkedStreams(@Schema(required = true) List<ParkedStream> items) {}

    private final Projections projections;

    DeadLetterResource(Projections projections) {
        this.projections = projections;
    }

    /** Every parked stream with its offsets and its cause. */
    @GET
    @Operation(operationId = "listDeadLetters", summary = "Parked streams and their causes")
    public ParkedStreams list() {
        return new ParkedStreams(projections.parked());
    }

    /** Folds the parked events of a stream again, in order; those that still cannot be stay. */
    @POST
    @Path("/{projection}/{streamId}/redrive")
    @Operation(operationId = "redriveStream", summary = "Fold a parked stream again")
    public RedriveResult redrive(
            @PathParam("projection") String projection, @PathParam("streamId") String streamId) {
        if (!projections.names().contains(projection)) {
            throw Problem.notFound("this service has no projection of this name").asException();
        }
        return projections
                .redrive(projection, StreamIds.of(streamId))
                .orElseThrow(
                        () -> Problem.notFound("no event of this stream is parked").asException());
    }
}
