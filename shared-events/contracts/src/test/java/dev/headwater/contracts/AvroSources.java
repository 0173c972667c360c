package dev.headwater.contracts;

import dev.headwater.contracts.SchemaPack.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The {@code .avsc} files of this module, as they lie on disk. */
final class AvroSources {

    static final Path ROOT = Path.of("src/main/avro");

    /** Services, each with topics of its own. */
    static final List<String> SERVICES = List.of("orders", "inventory", "payments");

    private static final String NAMESPACE = "dev.headwater.contracts.";

    private AvroSources() {}

    /** All schemas, events before commands before outcomes, services in order, then by name. */
    static List<Schema> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .map(AvroSources::parse)
                    .sorted(
                            Comparator.comparing(AvroSources::kind)
                                    .thenComparingInt(schema -> SERVICES.indexOf(service(schema)))
                                    .thenComparing(Schema::getName))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** The service whose schema it is; {@code platform} for what all share. */
    static String service(Schema schema) {
        String namespace = schema.getNamespace().substring(NAMESPACE.length());
        int dot = namespace.indexOf('.');
        return dot < 0 ? namespace : namespace.substring(0, dot);
    }

    static Kind kind(Schema schema) {
        String namespace = schema.getNamespace().substring(NAMESPACE.length());
        if (namespace.equals("platform")) {
            return Kind.OUTCOME;
        }
        return namespace.endsWith(".events") ? Kind.EVENT : Kind.COMMAND;
    }

    /** The topics that records of this schema travel on. */
    static List<String> topics(Schema schema) {
        Kind kind = kind(schema);
        return kind == Kind.OUTCOME
                ? SERVICES.stream().map(kind::topicOf).toList()
                : List.of(kind.topicOf(service(schema)));
    }
}
