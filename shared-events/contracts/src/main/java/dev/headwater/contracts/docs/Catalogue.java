package dev.headwater.contracts.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.SchemaPack.Content;
import dev.headwater.contracts.gate.Changes;
import dev.headwater.contracts.gate.Contract;
import dev.headwater.contracts.gate.FieldTerms;
import dev.headwater.contracts.gate.SchemaFiles;
import dev.headwater.contracts.gate.TopicTerms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * The event catalogue: an index and a page per event with fields, units, an example, who writes and
 * reads it, and what changed from version to version. Static files, beside the AsyncAPI document.
 */
public final class Catalogue {

    private final Landscape land;
    private final Examples examples;

    private Catalogue(Landscape land, Examples examples) {
        this.land = land;
        this.examples = examples;
    }

    /**
     * Writes {@code index.html}, a page per event and {@code asyncapi.json}.
     *
     * @param root of the checkout
     * @return how many pages of events were written
     */
    public static int write(Path root, Path directory) {
        Landscape land = Landscape.of(root);
        Catalogue catalogue = new Catalogue(land, Examples.of(root, land.pack()));
        List<Schema> events =
                land.schemas().stream()
                        .filter(s -> SchemaFiles.kind(s) == SchemaPack.Kind.EVENT)
                        .toList();
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("asyncapi.json"), AsyncApi.of(land));
            Files.writeString(directory.resolve("index.html"), catalogue.index(events));
            for (Schema event : events) {
                Files.writeString(directory.resolve(file(event)), catalogue.page(event));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be written", e);
        }
        return events.size();
    }

    private static String file(Schema event) {
        return SchemaFiles.service(event) + "." + event.getName() + ".html";
    }

    private String index(List<Schema> events) {
        Html html = new Html("Events of Headwater");
        html.raw(
                "<p>Release %s. <a href=\"asyncapi.json\">AsyncAPI document</a> of all topics.</p>"
                        .formatted(Html.escape(land.version())));
        for (String service : land.services()) {
            String topic = service + ".events";
            html.heading(topic);
            html.paragraph(terms(topic));
            html.table("event", "what it says", "stream");
            for (Schema event : events) {
                if (SchemaFiles.service(event).equals(service)) {
                    html.row(
                            Html.link(file(event), event.getName()) + badge(event),
                            Html.escape(String.valueOf(event.getDoc())),
                            Html.code(FieldTerms.stream(event).orElse("")));
                }
            }
            html.endTable();
        }
        return html.toString();
    }

    private String terms(String topic) {
        TopicTerms terms = land.today().topics().get(topic);
        return "Key: %s. Partition: %s; N: %s. Retention: %s."
                .formatted(
                        terms.key(),
                        terms.partitioning(),
                        terms.partitions(),
                        terms.config().getOrDefault("retention.ms", "").equals("-1")
                                ? "for ever"
                                : terms.config().get("retention.ms") + " ms");
    }

    private String page(Schema event) {
        String service = SchemaFiles.service(event);
        String topic = service + ".events";
        Html html = new Html(event.getName());
        html.raw("<p><a href=\"index.html\">all events</a></p>");
        html.paragraph(String.valueOf(event.getDoc()));
        deprecation(html, event);
        html.table("", "");
        html.row("full name", Html.code(event.getFullName()));
        html.row("topic", Html.code(topic));
        html.row("key", Html.code(FieldTerms.stream(event).orElse("the stream's id")));
        html.row("written by", Html.escape(service));
        html.row(
                "topic is read by",
                Html.escape(
                        service
                                + " (state, projections)"
                                + land.readers().getOrDefault(topic, List.of()).stream()
                                        .map(group -> ", " + group)
                                        .reduce("", String::concat)));
        html.row("terms", Html.escape(terms(topic)));
        html.endTable();
        html.heading("Fields");
        html.table("field", "type", "meaning", "unit", "default");
        fields(html, "", event);
        html.endTable();
        example(html, event);
        history(html, event);
        return html.toString();
    }

    private static void deprecation(Html html, Schema event) {
        String since = event.getProp("deprecated");
        if (since != null) {
            html.raw("<p class=\"old\">Deprecated since " + Html.escape(since) + "</p>");
        }
    }

    private static String badge(Schema event) {
        return event.getProp("deprecated") == null ? "" : " <span class=\"old\">deprecated</span>";
    }

    private void fields(Html html, String prefix, Schema record) {
        for (Field field : record.getFields()) {
            String old =
                    field.getProp("deprecated") == null
                            ? ""
                            : " <span class=\"old\">deprecated</span>";
            html.row(
                    Html.code(prefix + field.name()) + old,
                    Html.code(type(field.schema())),
                    Html.escape(FieldTerms.meaning(field)),
                    Html.escape(FieldTerms.unit(field)),
                    field.hasDefaultValue() ? Html.code(String.valueOf(field.defaultVal())) : "");
            Schema inner =
                    field.schema().getType() == Schema.Type.ARRAY
                            ? field.schema().getElementType()
                            : field.schema();
            if (inner.getType() == Schema.Type.RECORD) {
                fields(html, prefix + field.name() + "[].", inner);
            }
        }
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case ARRAY -> "array of " + type(schema.getElementType());
            case ENUM -> "one of " + schema.getEnumSymbols();
            case UNION -> schema.getTypes().stream().map(Catalogue::type).toList().toString();
            case RECORD -> schema.getName();
            default ->
                    schema.getLogicalType() == null
                            ? schema.getType().getName()
                            : schema.getType().getName()
                                    + " ("
                                    + schema.getLogicalType().getName()
                                    + ")";
        };
    }

    private void example(Html html, Schema event) {
        Optional<Examples.Example> example =
                land.pack()
                        .latest(event.getFullName())
                        .map(Content::contentId)
                        .flatMap(examples::of);
        if (example.isPresent()) {
            html.heading("An example from the corpus");
            html.paragraph("Key " + example.get().key() + ", value:");
            html.raw("<pre>" + Html.escape(pretty(example.get().json())) + "</pre>");
            html.paragraph("As it lies in the log, in hexadecimal:");
            html.raw("<pre class=\"wrap\">" + Html.escape(example.get().hex()) + "</pre>");
        }
    }

    private static String pretty(String json) {
        try {
            JsonMapper mapper = JsonMapper.builder().build();
            return mapper.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(mapper.readTree(json));
        } catch (JsonProcessingException e) {
            return json;
        }
    }

    private void history(Html html, Schema event) {
        html.heading("Versions");
        html.table("schema id", "version", "released with", "what changed");
        Schema before = null;
        for (Content content : land.pack().contents()) {
            if (content.fullName().equals(event.getFullName())) {
                String changes =
                        before == null
                                ? "first version"
                                : String.join("\n", Changes.of(before, content.schema()));
                html.row(
                        Integer.toString(content.contentId()),
                        Integer.toString(content.version()),
                        Html.escape(release(content)),
                        "<pre>" + Html.escape(changes) + "</pre>");
                before = content.schema();
            }
        }
        html.endTable();
    }

    private String release(Content content) {
        return land.releases().stream()
                .filter(r -> content.sha256().equals(r.ids().get(content.contentId())))
                .map(Contract::version)
                .findFirst()
                .orElse("not released yet");
    }
}
