package dev.headwater.runtime.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.http.Problem;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.replay.AsOf;
import dev.headwater.runtime.replay.StreamHistory;
import dev.headwater.runtime.replay.StreamState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A stream's events from the log, and its state as of any of them. */
@Path("/admin/streams")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StreamResource {

    /**
     * A stream as of some point.
     *
     * @param version how many events the stream had then
     * @param stateType the kind of state
     * @param state what the next decision would see
     * @param events until then, in order
     */
    @Schema(name = "Stream")
    public record StreamAsOf(
            @Schema(required = true) String streamId,
            @Schema(required = true) long version,
            @Schema(required = true) String stateType,
            @Schema(required = true, implementation = Object.class) JsonNode state,
            @Schema(required = true) List<Event> events) {}

    /**
     * An event of a stream.
     *
     * @param version of the stream with this event
     * @param type the event's record name
     * @param at when the broker recorded it
     * @param data the event itself
     */
    @Schema(name = "StreamEvent")
    public record Event(
            @Schema(required = true) long version,
            @Schema(required = true) String type,
            @Schema(required = true) Instant at,
            @Schema(required = true) int partition,
            @Schema(required = true) long offset,
            @Schema(required = true, implementation = Object.class) JsonNode data) {}

    private final StreamHistory history;
    private final ServiceDefinition service;
    private final ObjectMapper mapper;

    StreamResource(StreamHistory history, ServiceDefinition service, ObjectMapper mapper) {
        this.history = history;
        this.service = service;
        this.mapper = mapper;
    }

    /**
     * The stream as of a version, an instant, or now; the id may lack its category. Reads the whole
     * partition of the log.
     */
    @GET
    @Path("/{streamId}")
    @Operation(operationId = "getStream", summary = "A stream's events and state as of then")
    public StreamAsOf find(
            @PathParam("streamId") String streamId, @QueryParam("asOf") @Nullable String asOf) {
        AsOf until = asOf(asOf);
        List<StreamId> streams = StreamIds.meantBy(streamId, service);
        return streams.stream()
                .map(stream -> history.state(stream, until))
                .flatMap(Optional::stream)
                .findFirst()
                .map(this::shown)
                .orElseThrow(
                        () -> Problem.notFound(streams + " had no event by then").asException());
    }

    private static AsOf asOf(@Nullable String text) {
        try {
            return AsOf.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalidParameter("asOf", String.valueOf(e.getMessage())).asException();
        }
    }

    private StreamAsOf shown(StreamState state) {
        return new StreamAsOf(
                state.stream().value(),
                state.version(),
                state.state().getClass().getSimpleName(),
                mapper.valueToTree(state.state()),
                state.events().stream().map(this::shown).toList());
    }

    private Event shown(Envelope<Object> event) {
        return new Event(
                event.version(),
                event.type(),
                event.recordedAt(),
                event.position().partition(),
                event.position().offset(),
                mapper.valueToTree(event.event()));
    }
}
