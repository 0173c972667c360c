package dev.headwater.contracts.docs;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.gate.Releases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** Events as releases really wrote them, from the corpus. */
final class Examples {

    private static final int HEADER_BYTES = 5;

    /**
     * One record.
     *
     * @param key the stream's id
     * @param json its fields
     * @param hex its value, as it lies in the log
     */
    record Example(String key, String json, String hex) {}

    private final Map<Integer, Example> byId = new HashMap<>();

    private Examples() {}

    static Examples of(Path root, SchemaPack pack) {
        Examples examples = new Examples();
        Releases releases = new Releases(root);
        for (String version : releases.versions()) {
            Path corpus = releases.of(version).resolve("corpus");
            if (Files.isDirectory(corpus)) {
                examples.read(corpus, pack);
            }
        }
        return examples;
    }

    private void read(Path corpus, SchemaPack pack) {
        try (Stream<Path> files = Files.list(corpus)) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    add(List.of(line.split(" ", -1)), pack);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(List<String> words, SchemaPack pack) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(words.get(3));
        int id = ByteBuffer.wrap(bytes).getInt(1);
        SchemaPack.Content content = pack.byId(id).orElse(null);
        if (content != null && !byId.containsKey(id)) {
            GenericRecord record =
                    new GenericDatumReader<GenericRecord>(content.schema())
                            .read(
                                    null,
                                    DecoderFactory.get()
                                            .binaryDecoder(
                                                    bytes,
                                                    HEADER_BYTES,
                                                    bytes.length - HEADER_BYTES,
                                                    null));
            byId.put(id, new Example(words.get(0), record.toString(), words.get(3)));
        }
    }

    Optional<Example> of(int contentId) {
        return Optional.ofNullable(byId.get(contentId));
    }
}
