package dev.headwater.contracts.gate;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One incompatible change of a file, as text.
 *
 * @param file below the avro sources, or {@code topics.yaml}
 * @param from text that is replaced; null to delete the file
 * @param avroAccepts whether Avro, and so a registry, has nothing against it; null when it cannot
 *     see it
 */
record Edit(
        String edit,
        String file,
        @Nullable String from,
        @Nullable String to,
        Rule rule,
        String schema,
        String field,
        @Nullable Boolean avroAccepts) {

    static List<Edit> all() throws IOException {
        try (InputStream in = Edit.class.getResourceAsStream("incompatible-edits.json")) {
            ObjectMapper json = new ObjectMapper();
            JavaType type = json.getTypeFactory().constructCollectionType(List.class, Edit.class);
            return json.readValue(in, type);
        }
    }

    /** Makes the change in a copy of the checkout. */
    void apply(Path root) throws IOException {
        Path path =
                file.equals("topics.yaml")
                        ? root.resolve(Contract.TOPICS)
                        : root.resolve(Contract.SOURCES).resolve(file);
        if (from == null || to == null) {
            Files.delete(path);
            return;
        }
        String text = Files.readString(path);
        if (!text.contains(from)) {
            throw new IllegalStateException(edit + ": " + file + " does not hold " + from);
        }
        Files.writeString(path, text.replace(from, to));
    }

    @Override
    public String toString() {
        return edit;
    }
}
