package dev.headwater.runtime.http;

import dev.headwater.runtime.log.StreamId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a service's streams show themselves over HTTP. Each service produces one as a bean. */
public final class StreamResources {

    /**
     * How one kind of stream shows itself.
     *
     * @param category of the stream ids
     * @param idField what bodies call the id, {@code orderId}
     * @param path where the stream is read, with {@code {id}} for its id: {@code /orders/{id}}
     */
    public record StreamResource(String category, String idField, String path) {

        public StreamResource {
            if (!path.startsWith("/") || !path.contains("{id}")) {
                throw new IllegalArgumentException("no path with {id}: " + path);
            }
        }
    }

    private final Map<String, StreamResource> byCategory;

    public StreamResources(StreamResource... resources) {
        byCategory =
                List.of(resources).stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        StreamResource::category, Function.identity()));
    }

    /** Where the stream is read, or null when it is not shown. */
    public @Nullable String path(StreamId stream) {
        StreamResource resource = byCategory.get(stream.category());
        return resource == null ? null : resource.path().replace("{id}", stream.id());
    }

    /** What bodies call the stream's id; {@code id} when it is not shown. */
    public String idField(StreamId stream) {
        StreamResource resource = byCategory.get(stream.category());
        return resource == null ? "id" : resource.idField();
    }
}
