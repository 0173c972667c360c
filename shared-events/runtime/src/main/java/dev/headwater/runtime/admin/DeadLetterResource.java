package dev.headwater.runtime.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.runtime.http.Problem;
import dev.headwater.runtime.http.ProblemException;
import dev.headwater.runtime.projection.DeadLetter;
import dev.headwater.runtime.projection.ParkedStream;
import dev.headwater.runtime.projection.Projections;
import dev.headwater.runtime.projection.RedriveResult;
import dev.headwater.runtime.projection.SkippedEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

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

    /**
     * A stream that waits, event by event.
     *
     * @param items in order, at most 1,000
     */
    @Schema(name = "ParkedEvents")
    public record ParkedEventList(
            @Schema(required = true) String projection,
            @Schema(required = true) String streamId,
            @Schema(required = true) List<ParkedEvent> items) {}

    /**
     * A parked event.
     *
     * @param at when the broker recorded it
     * @param reason why it could not be folded; null when it only waits behind another
     * @param type the event's record name; null when it cannot be decoded
     * @param data the event; null when it cannot be decoded
     * @param value the bytes of the record
     */
    @Schema(name = "ParkedEvent")
    public record ParkedEvent(
            @Schema(required = true) long version,
            @Schema(required = true) long offset,
            @Schema(required = true) Instant at,
            @Schema(nullable = true) @Nullable String reason,
            @Schema(nullable = true) @Nullable String type,
            @Schema(nullable = true, implementation = Object.class) @Nullable JsonNode data,
            @Schema(required = true) Map<String, String> headers,
            @Schema(nullable = true, type = SchemaType.STRING, format = "byte")
                    byte @Nullable [] value) {}

    /**
     * Which event to pass over, and why.
     *
     * @param reason in your words; it is kept in the log
     * @param version of the stream; none for the event that cannot be folded
     */
    @Schema(name = "SkipRequest")
    public record SkipRequest(
            @NotBlank @Size(max = REASON_MAX) String reason, @Nullable @Min(1) Long version) {}

    /**
     * Events that projections pass over.
     *
     * @param items oldest decision first
     */
    @Schema(name = "SkippedEvents")
    public record SkippedList(@Schema(required = true) List<SkippedEvent> items) {}

    private static final int REASON_MAX = 1_000;

    private final Projections projections;
    private final ObjectMapper mapper;

    DeadLetterResource(Projections projections, ObjectMapper mapper) {
        this.projections = projections;
        this.mapper = mapper;
    }

    /** Every parked stream with its offsets and its cause. */
    @GET
    @Operation(operationId = "listDeadLetters", summary = "Parked streams and their causes")
    public ParkedStreams list() {
        return new ParkedStreams(projections.parked());
    }

    /** The parked events of a stream, decoded as far as they can be, with the causes. */
    @GET
    @Path("/{projection}/{streamId}")
    @Operation(operationId = "getDeadLetters", summary = "A parked stream, event by event")
    public ParkedEventList show(
            @PathParam("projection") String projection, @PathParam("streamId") String streamId) {
        requireKnown(projection);
        List<DeadLetter> parked = projections.parked(projection, StreamIds.of(streamId));
        if (parked.isEmpty()) {
            throw notParked();
        }
        return new ParkedEventList(projection, streamId, parked.stream().map(this::shown).toList());
    }

    private ParkedEvent shown(DeadLetter letter) {
        Object event = letter.event();
        return new ParkedEvent(
                letter.version(),
                letter.offset(),
                letter.at(),
                letter.reason(),
                letter.type(),
                event == null ? null : mapper.valueToTree(event),
                letter.headers(),
                letter.value());
    }

    /** Folds the parked events of a stream again, in order; those that still cannot be stay. */
    @POST
    @Path("/{projection}/{streamId}/redrive")
    @Operation(operationId = "redriveStream", summary = "Fold a parked stream again")
    public RedriveResult redrive(
            @PathParam("projection") String projection, @PathParam("streamId") String streamId) {
        requireKnown(projection);
        return projections
                .redrive(projection, StreamIds.of(streamId))
                .orElseThrow(DeadLetterResource::notParked);
    }

    /** Passes over one event of a parked stream, for good, and folds what waits behind it. */
    @POST
    @Path("/{projection}/{streamId}/skip")
    @Operation(operationId = "skipEvent", summary = "Pass over an event, for good")
    public RedriveResult skip(
            @PathParam("projection") String projection,
            @PathParam("streamId") String streamId,
            @Valid @NotNull SkipRequest body) {
        requireKnown(projection);
        try {
            return projections
                    .skip(projection, StreamIds.of(streamId), body.version(), body.reason())
                    .orElseThrow(DeadLetterResource::notParked);
        } catch (IllegalArgumentException e) {
            throw Problem.invalidParameter("version", String.valueOf(e.getMessage())).asException();
        }
    }

    /** What was passed over so far, and why. */
    @GET
    @Path("/skipped")
    @Operation(operationId = "listSkipped", summary = "Events that projections pass over")
    public SkippedList skipped() {
        return new SkippedList(projections.skipped());
    }

    private void requireKnown(String projection) {
        if (!projections.names().contains(projection)) {
            throw Problem.notFound("this service has no projection of this name").asException();
        }
    }

    private static ProblemException notParked() {
        return Problem.notFound("no event of this stream is parked").asException();
    }
}
