package dev.headwater.contracts.gate;

import dev.headwater.contracts.SchemaPack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * The released versions, each a directory that is written once: {@code schemas/}, {@code
 * topics.json}, {@code ids.txt}, {@code corpus/}, and {@code SHA256SUMS} over all of them and over
 * the sums of the release before, so that an edit anywhere shows ({@code sha256sum -c} reads it).
 */
public final class Releases {

    /** Where releases lie, below the root of a checkout. */
    public static final String DIRECTORY = "shared-events/contracts/released";

    private static final String SUMS = "SHA256SUMS";
    private static final String IDS = "ids.txt";
    private static final String TOPICS = "topics.json";
    private static final String SCHEMAS = "schemas";
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

    private final Path root;
    private final Path directory;

    /**
     * @param root of the checkout
     */
    public Releases(Path root) {
        this.root = root;
        this.directory = root.resolve(DIRECTORY);
    }

    /** The versions, oldest first. */
    public List<String> versions() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(Files::isDirectory)
                    .map(child -> child.getFileName().toString())
                    .filter(name -> VERSION.matcher(name).matches())
                    .sorted(ORDER)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final Comparator<String> ORDER =
            Comparator.comparing(
                    version ->
                            Arrays.stream(version.split("\\."))
                                    .mapToInt(Integer::parseInt)
                                    .toArray(),
                    Arrays::compare);

    /** The directory of one version. */
    public Path of(String version) {
        return directory.resolve(version);
    }

    /** Every release, oldest first. */
    public List<Contract> all() {
        return versions().stream().map(this::read).toList();
    }

    private Contract read(String version) {
        Path release = of(version);
        return new Contract(
                version,
                Contract.byName(SchemaFiles.read(release.resolve(SCHEMAS))),
                TopicTerms.ofJson(release.resolve(TOPICS)),
                ids(release.resolve(IDS)));
    }

    private static SortedMap<Integer, String> ids(Path file) {
        try {
            SortedMap<Integer, String> ids = new TreeMap<>();
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ", 0);
                ids.put(Integer.parseInt(words[0]), words[1]);
            }
            return ids;
        } catch (IOException | RuntimeException e) {
            throw new ContractException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Files of releases that are not what they were when they were released. */
    public List<Breach> edits() {
        List<Breach> edits = new ArrayList<>();
        for (String version : versions()) {
            SortedMap<String, String> released = sums(of(version).resolve(SUMS));
            SortedMap<String, String> now = digests(version);
            released.forEach(
                    (file, sum) -> {
                        String is = now.get(file);
                        if (!sum.equals(is)) {
                            edits.add(edit(version, file, is == null ? "is gone" : "was edited"));
                        }
                    });
            now.keySet().stream()
                    .filter(file -> !released.containsKey(file))
                    .forEach(file -> edits.add(edit(version, file, "was added later")));
        }
        return edits;
    }

    private static Breach edit(String version, String file, String what) {
        return new Breach(
                Rule.RELEASE_EDITED,
                "released/" + version + "/" + file,
                "",
                List.of(version),
                "the file " + what);
    }

    private static SortedMap<String, String> sums(Path file) {
        SortedMap<String, String> sums = new TreeMap<>();
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                int space = line.indexOf("  ");
                sums.put(line.substring(space + 2), line.substring(0, space));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sums;
    }

    /**
     * Refuses a version that cannot come next.
     *
     * @throws ContractException when it is malformed, exists or is not newer than the newest
     */
    public void requireNext(String version) {
        if (!VERSION.matcher(version).matches()) {
            throw new ContractException(version + " is not a version such as 1.2.0.");
        }
        Optional<String> newest = versions().stream().reduce((first, second) -> second);
        if (newest.isPresent() && ORDER.compare(version, newest.get()) <= 0) {
            throw new ContractException(
                    "%s does not come after release %s.".formatted(version, newest.get()));
        }
    }

    /** Writes schemas, topics and ids of the working tree as a release, still without sums. */
    public void write(String version) {
        requireNext(version);
        Contract today = Contract.ofWorkingTree(root);
        Path release = of(version);
        try {
            Path sources = root.resolve(Contract.SOURCES);
            for (Path file : SchemaFiles.read(sources).keySet()) {
                Path copy = release.resolve(SCHEMAS).resolve(file);
                Files.createDirectories(copy.getParent());
                Files.copy(sources.resolve(file), copy);
            }
            Files.writeString(release.resolve(TOPICS), TopicTerms.json(today.topics()));
            Files.write(release.resolve(IDS), idLines(today));
        } catch (IOException e) {
            throw new UncheckedIOException("release " + version + " cannot be written", e);
        }
    }

    private List<String> idLines(Contract today) {
        List<String> names = new ArrayList<>();
        for (SchemaPack.Content content : Contract.pack(root).contents()) {
            Schema current = today.schemas().get(content.fullName());
            if (current != null && current.toString().equals(content.text())) {
                names.add(
                        "%d %s %s version %d"
                                .formatted(
                                        content.contentId(),
                                        content.sha256(),
                                        content.fullName(),
                                        content.version()));
            }
        }
        return names;
    }

    /** Closes a release: from now on its files are checked against these sums. */
    public void seal(String version) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> file : digests(version).entrySet()) {
            lines.add(file.getValue() + "  " + file.getKey());
        }
        try {
            Files.write(of(version).resolve(SUMS), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("release " + version + " cannot be sealed", e);
        }
    }

    private SortedMap<String, String> digests(String version) {
        SortedMap<String, String> sums = new TreeMap<>();
        Path release = of(version);
        try (Stream<Path> files = Files.walk(release)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = release.relativize(file).toString().replace('\\', '/');
                if (!name.equals(SUMS)) {
                    sums.put(name, digest(file));
                }
            }
            int index = versions().indexOf(version);
            if (index > 0) {
                String before = versions().get(index - 1);
                sums.put("../" + before + "/" + SUMS, digest(of(before).resolve(SUMS)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sums;
    }

    private static String digest(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
