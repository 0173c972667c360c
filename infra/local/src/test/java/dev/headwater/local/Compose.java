package dev.headwater.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code infra/compose.yaml} with its anchors merged and its variables as they are written. */
final class Compose {

    private Compose() {}

    static JsonNode services() {
        try (Reader file =
                Files.newBufferedReader(Repository.find().root().resolve("infra/compose.yaml"))) {
            Map<String, Object> compose =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return new ObjectMapper().valueToTree(compose.get("services"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
