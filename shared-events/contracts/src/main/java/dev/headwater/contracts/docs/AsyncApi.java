package dev.headwater.contracts.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.gate.FieldTerms;
import dev.headwater.contracts.gate.TopicTerms;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** The AsyncAPI 3 document of all topics: schemas, keys, headers, retention, owner. */
public final class AsyncApi {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String AVRO = "application/vnd.apache.avro;version=1.9.0";
    private static final String ENVIRONMENT = "kubernetes";
    private static final String DEAD_LETTER = "DeadLetter";

    private static final Map<String, String> HEADERS =
            Map.of(
                    "event-id", "Id of the event; UUIDv5 of service, stream and version.",
                    "command-id", "Id of the command that caused the record; a UUID.",
                    "stream-version",
                            "Events of the stream up to this one: 1, 2, 3, … without gaps; decimal.",
                    "event-index", "Which of the command's events this is; decimal, from 0.",
                    "event-count", "How many events the command caused; decimal.",
                    "command-position",
                            "Where the writer's inbox went on; not for readers, opaque.",
                    "traceparent", "W3C trace context of the transaction that wrote the record.",
                    "causation-id", "What caused the record: a command or an event; a UUID.",
                    "correlation-id", "The business transaction that the record belongs to; text.");

    private final Landscape land;
    private final ObjectNode root = JSON.createObjectNode();

    private AsyncApi(Landscape land) {
        this.land = land;
    }

    /** The document as indented JSON. */
    public static String of(Landscape land) {
        try {
            return JSON.writeValueAsString(new AsyncApi(land).document()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    private ObjectNode document() throws JsonProcessingException {
        root.put("asyncapi", "3.0.0");
        ObjectNode info = root.putObject("info");
        info.put("title", "Headwater");
        info.put("version", land.version());
        info.put(
                "description",
                "The topics of Headwater. Events are facts, kept for ever: read them from the beginning. Values are Avro in"
                        + " the Confluent wire format: 0x00, the schema's id in four bytes, Avro binary.");
        info.putObject("license")
                .put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        root.put("defaultContentType", "application/vnd.apache.avro");
        servers();
        ObjectNode channels = root.putObject("channels");
        ObjectNode operations = root.putObject("operations");
        land.today().topics().forEach((topic, terms) -> channel(channels, topic, terms));
        land.today().topics().keySet().forEach(topic -> operation(operations, topic));
        ObjectNode components = root.putObject("components");
        messages(components.putObject("messages"));
        headers(components.putObject("messageTraits").putObject("recordHeaders"));
        return root;
    }

    private void servers() {
        ObjectNode local = root.putObject("servers").putObject("local");
        local.put("host", "localhost:19092");
        local.put("protocol", "kafka");
        local.put("description", "./headwater up");
        local.putObject("bindings")
                .putObject("kafka")
                .put("schemaRegistryUrl", "http://localhost:18080/apis/ccompat/v7")
                .put("schemaRegistryVendor", "apicurio");
    }

    private void channel(ObjectNode channels, String topic, TopicTerms terms) {
        ObjectNode channel = channels.putObject(topic);
        channel.put("address", topic);
        channel.put("title", topic);
        channel.put(
                "description",
                "Key: %s. Partition: %s. N is %s and never changes."
                        .formatted(terms.key(), terms.partitioning(), terms.partitions()));
        ObjectNode messages = channel.putObject("messages");
        if (topic.endsWith(".dead-letters")) {
            reference(messages.putObject(DEAD_LETTER), "#/components/messages/" + DEAD_LETTER);
        }
        for (Schema schema : land.on(topic)) {
            reference(
                    messages.putObject(schema.getName()),
                    "#/components/messages/" + schema.getFullName());
        }
        channel.putArray("tags").addObject().put("name", land.owner(topic));
        channel.put("x-owner", land.owner(topic));
        ArrayNode readers = channel.putArray("x-readers");
        land.readers().getOrDefault(topic, List.of()).forEach(readers::add);
        binding(channel.putObject("bindings").putObject("kafka"), topic, terms);
    }

    private void binding(ObjectNode kafka, String topic, TopicTerms terms) {
        kafka.put("topic", topic);
        kafka.put("partitions", terms.partitions().getOrDefault(ENVIRONMENT, 1));
        kafka.put("replicas", land.replicas().getOrDefault(ENVIRONMENT, 1));
        ObjectNode config = kafka.putObject("topicConfiguration");
        terms.config()
                .forEach(
                        (key, value) -> {
                            switch (key) {
                                case "cleanup.policy" -> config.putArray(key).add(value);
                                case "retention.ms", "retention.bytes", "max.message.bytes" ->
                                        config.put(key, Long.parseLong(value));
                                default -> {
                                    // Not a setting that readers feel.
                                }
                            }
                        });
    }

    private static void operation(ObjectNode operations, String topic) {
        String what = topic.substring(topic.indexOf('.') + 1);
        ObjectNode operation =
                operations.putObject((what.equals("events") ? "read." : "internal.") + topic);
        operation.put("action", "send");
        reference(operation.putObject("channel"), "#/channels/" + topic);
        operation.put(
                "summary",
                what.equals("events")
                        ? "Facts that anybody may read."
                        : "Of the service itself: other services do not read it.");
    }

    private void messages(ObjectNode messages) throws JsonProcessingException {
        for (Schema schema : land.schemas()) {
            ObjectNode message = messages.putObject(schema.getFullName());
            message.put("name", schema.getFullName());
            message.put("title", schema.getName());
            message.put("summary", schema.getDoc());
            message.put("contentType", "application/vnd.apache.avro");
            if (schema.getObjectProp("deprecated") != null) {
                message.put("description", "Deprecated since " + schema.getProp("deprecated"));
            }
            reference(
                    message.putArray("traits").addObject(),
                    "#/components/messageTraits/recordHeaders");
            ObjectNode payload = message.putObject("payload");
            payload.put("schemaFormat", AVRO);
            payload.set("schema", JSON.readTree(schema.toString()));
            ObjectNode kafka = message.putObject("bindings").putObject("kafka");
            kafka.putObject("key")
                    .put("type", "string")
                    .put("description", FieldTerms.stream(schema).orElse("the stream's id"));
            kafka.put("schemaIdLocation", "payload");
            kafka.put("schemaIdPayloadEncoding", "confluent");
            message.put(
                    "x-schema-id",
                    land.pack()
                            .latest(schema.getFullName())
                            .map(SchemaPack.Content::contentId)
                            .orElse(0));
        }
        ObjectNode letter = messages.putObject(DEAD_LETTER);
        letter.put("name", DEAD_LETTER);
        letter.put("title", "Dead letter");
        letter.put("summary", "The bytes that could not be read or decided, as they came.");
        letter.put("contentType", "application/octet-stream");
    }

    private static void headers(ObjectNode trait) {
        ObjectNode headers = trait.putObject("headers");
        headers.put("type", "object");
        ObjectNode properties = headers.putObject("properties");
        new TreeMap<>(HEADERS)
                .forEach(
                        (name, text) ->
                                properties
                                        .putObject(name)
                                        .put("type", "string")
                                        .put("description", text));
    }

    private static JsonNode reference(ObjectNode node, String to) {
        return node.put("$ref", to);
    }
}
