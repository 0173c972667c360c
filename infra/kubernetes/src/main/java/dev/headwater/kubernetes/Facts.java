package dev.headwater.kubernetes;

import dev.headwater.local.PlatformException;
import dev.headwater.local.provision.TopicsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this repository says about its services, read from the sources that say it.
 *
 * @param topics {@code infra/kafka/topics.yaml}
 * @param settings names of configuration properties that the runtime or a service reads
 * @param defaults the runtime's values of those in {@code microprofile-config.properties}
 * @param metrics names as Prometheus sees them, without suffixes of counters and timers
 * @param databases {@code infra/postgres/databases.sql}
 * @param broker settings of the broker in {@code infra/compose.yaml}, as environment variables
 * @param runbook anchors of {@code k8s/runbook.md}
 */
record Facts(
        TopicsFile topics,
        Set<String> settings,
        Map<String, String> defaults,
        Set<String> metrics,
        String databases,
        Map<String, String> broker,
        Set<String> runbook) {

    private static final Pattern MAPPING =
            Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern MEMBER =
            Pattern.compile(
                    "^    (?:[A-Z]\\w*(?:<[^>]+>)?|int|long|boolean|double) (\\w+)\\(\\);",
                    Pattern.MULTILINE);
    private static final Pattern PROPERTY =
            Pattern.compile("@ConfigProperty\\(\\s*name =\\s*\"([a-z][\\w.-]+)\"");
    private static final Pattern METER = Pattern.compile("\"(headwater\\.[a-z.-]+)\"");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern BROKER =
            Pattern.compile("^      (KAFKA_\\w+): \"?([^\"\\n]+)\"?$", Pattern.MULTILINE);

    /**
     * @param root of the checkout
     * @throws PlatformException when a file is missing
     */
    static Facts of(Path root) {
        try {
            Set<String> settings = new TreeSet<>();
            Set<String> metrics = new TreeSet<>();
            Map<String, String> defaults = new TreeMap<>();
            for (String tree : new String[] {"shared-events/runtime", "services"}) {
                try (Stream<Path> files = Files.walk(root.resolve(tree))) {
                    for (Path file : files.filter(Facts::isMain).toList()) {
                        read(file, settings, defaults, metrics);
                    }
                }
            }
            return new Facts(
                    TopicsFile.read(root.resolve("infra/kafka/topics.yaml")),
                    settings,
                    defaults,
                    metrics,
                    Files.readString(root.resolve("infra/postgres/databases.sql")),
                    matches(BROKER, Files.readString(root.resolve("infra/compose.yaml")))
                            .collect(Collectors.toMap(m -> m.group(1), m -> m.group(2))),
                    matches(HEADING, Files.readString(root.resolve("k8s/runbook.md")))
                            .map(m -> anchor(m.group(1)))
                            .collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new PlatformException("Cannot read the checkout: " + e.getMessage(), e);
        }
    }

    private static boolean isMain(Path file) {
        String path = file.toString();
        return path.contains("/src/main/")
                && (path.endsWith(".java") || path.endsWith(".properties"));
    }

    private static void read(
            Path file, Set<String> settings, Map<String, String> defaults, Set<String> metrics)
            throws IOException {
        String text = Files.readString(file);
        if (file.toString().endsWith(".properties")) {
            Properties properties = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            properties.forEach(
                    (key, value) -> {
                        settings.add(key.toString());
                        defaults.put(key.toString(), value.toString());
                    });
            return;
        }
        matches(METER, text)
                .forEach(m -> metrics.add(m.group(1).replace('.', '_').replace('-', '_')));
        matches(PROPERTY, text).forEach(m -> settings.add(m.group(1)));
        Matcher mapping = MAPPING.matcher(text);
        if (mapping.find()) {
            String prefix = mapping.group(1);
            matches(MEMBER, text).forEach(m -> settings.add(prefix + "." + kebab(m.group(1))));
        }
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    /** As an environment variable is named for a property. */
    static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
