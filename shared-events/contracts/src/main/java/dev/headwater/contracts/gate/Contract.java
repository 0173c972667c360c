package dev.headwater.contracts.gate;

import dev.headwater.contracts.SchemaPack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * Everything that readers rely on, at one version.
 *
 * @param version of the release; {@link #WORKING_TREE} for what is about to be built
 * @param schemas by full name
 * @param topics by name
 * @param ids SHA-256 of the schema's text by content id
 */
public record Contract(
        String version,
        SortedMap<String, Schema> schemas,
        SortedMap<String, TopicTerms> topics,
        SortedMap<Integer, String> ids) {

    public static final String WORKING_TREE = "working tree";

    /** Where the files of the working tree lie, below the root of a checkout. */
    public static final String SOURCES = "shared-events/contracts/src/main/avro";

    static final String PACK =
            "shared-events/contracts/src/main/resources/dev/headwater/contracts/schema-pack.json";
    static final String TOPICS = "infra/kafka/topics.yaml";

    /**
     * What the files of a checkout say now.
     *
     * @param root of the checkout
     * @throws ContractException when a file cannot be used
     */
    public static Contract ofWorkingTree(Path root) {
        SortedMap<Integer, String> ids = new TreeMap<>();
        pack(root).contents().forEach(c -> ids.put(c.contentId(), c.sha256()));
        return new Contract(
                WORKING_TREE,
                byName(SchemaFiles.read(root.resolve(SOURCES))),
                TopicTerms.ofYaml(root.resolve(TOPICS)),
                ids);
    }

    /** The pack of a checkout, from its file rather than from a build. */
    public static SchemaPack pack(Path root) {
        Path file = root.resolve(PACK);
        try (InputStream in = Files.newInputStream(file)) {
            return SchemaPack.read(in);
        } catch (IOException | IllegalStateException e) {
            throw new ContractException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    static SortedMap<String, Schema> byName(SortedMap<Path, Schema> files) {
        SortedMap<String, Schema> schemas = new TreeMap<>();
        files.forEach(
                (file, schema) -> {
                    if (schemas.put(schema.getFullName(), schema) != null) {
                        throw new ContractException(
                                schema.getFullName() + " is described twice, also in " + file);
                    }
                });
        return schemas;
    }
}
