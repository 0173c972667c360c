package dev.headwater.contracts.gate;

import dev.headwater.contracts.SchemaPack.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** The {@code .avsc} files below a directory, each self-contained, and what their names say. */
public final class SchemaFiles {

    private static final String NAMESPACE = "dev.headwater.contracts.";
    private static final String SUFFIX = ".avsc";

    private SchemaFiles() {}

    /**
     * Reads every schema below {@code directory}.
     *
     * @return schemas by file, relative to the directory, sorted
     * @throws ContractException naming the file that is no schema
     */
    public static SortedMap<Path, Schema> read(Path directory) {
        SortedMap<Path, Schema> schemas = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
                schemas.put(directory.relativize(file), parse(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be read", e);
        }
        return schemas;
    }

    private static Schema parse(Path file) throws IOException {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (AvroRuntimeException e) {
            throw new ContractException(
                    "%s is not an Avro schema: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The service whose schema it is; {@code platform} for what all services share. */
    public static String service(Schema schema) {
        String namespace = tail(schema);
        int dot = namespace.indexOf('.');
        return dot < 0 ? namespace : namespace.substring(0, dot);
    }

    /** What a schema describes, by its namespace. */
    public static Kind kind(Schema schema) {
        String namespace = tail(schema);
        if (namespace.equals("platform")) {
            return Kind.OUTCOME;
        }
        return namespace.endsWith(".events") ? Kind.EVENT : Kind.COMMAND;
    }

    /**
     * The topics that records of this schema travel on.
     *
     * @param services all services, in order
     */
    public static List<String> topics(Schema schema, List<String> services) {
        Kind kind = kind(schema);
        return kind == Kind.OUTCOME
                ? services.stream().map(kind::topicOf).toList()
                : List.of(kind.topicOf(service(schema)));
    }

    /** Events before commands before outcomes, services in the order given, then by name. */
    public static Comparator<Schema> order(List<String> services) {
        return Comparator.comparing(SchemaFiles::kind)
                .thenComparingInt(schema -> services.indexOf(service(schema)))
                .thenComparing(Schema::getName);
    }

    private static String tail(Schema schema) {
        String namespace = String.valueOf(schema.getNamespace());
        return namespace.startsWith(NAMESPACE)
                ? namespace.substring(NAMESPACE.length())
                : namespace;
    }
}
