package dev.headwater.runtime.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.SchemaPack.Content;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * The schemas of a registry, by content id, through its Confluent-compatible interface.
 *
 * <p>What was found is kept for ever, since an id never changes its meaning; what was not found is
 * asked for again, since it may be registered later. Thread-safe.
 */
public final class RegistrySchemas implements SchemaLookup, AutoCloseable {

    private static final String PATH = "/apis/ccompat/v7/schemas/ids/";

    /** Answers that will be the same however often one asks. */
    private static final Set<Integer> NOBODY_HAS_IT = Set.of(400, 404, 422);

    private final ObjectMapper json = new ObjectMapper();
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();
    private final HttpClient http;
    private final String ids;
    private final Duration timeout;

    /**
     * @param registry the registry's root, such as {@code http://localhost:18080}
     * @param timeout longest wait for a connection, and for an answer
     */
    public RegistrySchemas(URI registry, Duration timeout) {
        String root = registry.toString();
        this.ids = (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + PATH;
        this.timeout = timeout;
        this.http =
                HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(timeout).build();
    }

    @Override
    public Optional<Schema> byId(int contentId) {
        Schema schema = known.get(contentId);
        if (schema == null) {
            schema = text(contentId).map(text -> parse(contentId, text)).orElse(null);
            if (schema != null) {
                known.put(contentId, schema);
            }
        }
        return Optional.ofNullable(schema);
    }

    /**
     * Compares every id of the pack with the registry, one call each, and stops at the first call
     * that is not answered. Blocks for at most the timeout per schema.
     */
    public Verification verify(SchemaPack pack) {
        List<String> differences = new ArrayList<>();
        for (Content content : pack.contents()) {
            try {
                difference(content).ifPresent(differences::add);
            } catch (SchemaUnavailableException e) {
                return new Verification.NotYet(String.valueOf(e.getMessage()));
            }
        }
        return differences.isEmpty()
                ? new Verification.Same(pack.contents().size())
                : new Verification.Different(differences);
    }

    private Optional<String> difference(Content ours) {
        Optional<String> theirs = text(ours.contentId());
        if (theirs.isEmpty()) {
            return Optional.of(
                    "id %d is %s here and unknown to the registry"
                            .formatted(ours.contentId(), ours.fullName()));
        }
        if (same(ours, theirs.get())) {
            return Optional.empty();
        }
        return Optional.of(
                "id %d is %s version %d here and another schema in the registry"
                        .formatted(ours.contentId(), ours.fullName(), ours.version()));
    }

    private static boolean same(Content ours, String theirs) {
        try {
            return ours.text().equals(theirs)
                    || ours.text().equals(new Schema.Parser().parse(theirs).toString());
        } catch (AvroRuntimeException _) {
            return false;
        }
    }

    private static Schema parse(int id, String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException e) {
            throw new UndecodableException("schema id " + id + " is not an Avro schema", e);
        }
    }

    private Optional<String> text(int id) {
        HttpResponse<String> answer = get(URI.create(ids + id));
        if (NOBODY_HAS_IT.contains(answer.statusCode())) {
            return Optional.empty();
        }
        if (answer.statusCode() != 200) {
            throw new SchemaUnavailableException(
                    "the registry answered %d for schema id %d".formatted(answer.statusCode(), id));
        }
        try {
            JsonNode schema = json.readTree(answer.body()).path("schema");
            if (schema.isTextual()) {
                return Optional.of(schema.asText());
            }
            throw new SchemaUnavailableException(
                    "what answers for schema id %d is not a registry".formatted(id));
        } catch (JsonProcessingException e) {
            throw new SchemaUnavailableException(
                    "what answers for schema id %d is not a registry".formatted(id), e);
        }
    }

    private HttpResponse<String> get(URI uri) {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(timeout).build();
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new SchemaUnavailableException("the registry does not answer at " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaUnavailableException("interrupted while asking " + uri, e);
        }
    }

    /** Ends open calls. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
