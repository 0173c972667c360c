package dev.headwater.contracts;

import dev.headwater.contracts.SchemaPack.Kind;
import dev.headwater.contracts.gate.SchemaFiles;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;

/** The {@code .avsc} files of this module, as they lie on disk. */
final class AvroSources {

    static final Path ROOT = Path.of("src/main/avro");

    /** Services, each with topics of its own. */
    static final List<String> SERVICES = List.of("orders", "inventory", "payments");

    private AvroSources() {}

    /** All schemas, events before commands before outcomes, services in order, then by name. */
    static List<Schema> all() {
        return SchemaFiles.read(ROOT).values().stream()
                .sorted(SchemaFiles.order(SERVICES))
                .toList();
    }

    static Kind kind(Schema schema) {
        return SchemaFiles.kind(schema);
    }

    /** The topics that records of this schema travel on. */
    static List<String> topics(Schema schema) {
        return SchemaFiles.topics(schema, SERVICES);
    }
}
