package dev.headwater.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The platform in containers has the settings of the platform in processes. */
class ComposeSettingsTest {

    /** Where a container listens, keeps its data and how its JVM is sized is the container's. */
    private static final Pattern PLACE =
            Pattern.compile(
                    "KAFKA_(.*LISTENER.*|CONTROLLER_QUORUM_VOTERS|LOG_DIRS|HEAP_OPTS|JVM_PERFORMANCE_OPTS)"
                            + "|QUARKUS_(HTTP|MANAGEMENT)_(HOST|PORT)|JDK_JAVA_OPTIONS");

    private static final Pattern OPTION = Pattern.compile("\"(-[-X][^\"]+)\"");

    private final JsonNode services = Compose.services();
    private final Repository repository = Repository.find();
    private final PlatformPlan plan = new PlatformPlan(repository);
    private final Postgres postgres = new Postgres(repository, plan.directory, 5432);

    @Test
    void theBrokersSettingsAreTheSame() throws IOException {
        Properties settings = new Properties();
        settings.load(new StringReader(Broker.SETTINGS));
        Map<String, String> expected = new TreeMap<>();
        settings.stringPropertyNames()
                .forEach(
                        name ->
                                expected.put(
                                        "KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'),
                                        settings.getProperty(name)));
        assertEquals(expected, environment("kafka"));
    }

    @Test
    void theDatabasesSettingsAreTheSame() {
        List<String> command = new ArrayList<>(List.of("postgres"));
        Postgres.SETTINGS.lines().forEach(line -> command.addAll(List.of("-c", line)));
        List<String> found = new ArrayList<>();
        services.at("/postgres/command").forEach(word -> found.add(word.asText()));
        assertEquals(command, found);
        assertEquals(
                String.join(" ", Postgres.CLUSTER),
                services.at("/postgres/environment/POSTGRES_INITDB_ARGS").asText());
    }

    @Test
    void theRegistrysEnvironmentIsTheSame() {
        Registry registry =
                new Registry(
                        repository,
                        plan.directory,
                        Ports.documented(),
                        "jdbc:postgresql://postgres:5432/registry");
        assertEquals(withoutPlaces(registry.environment()), environment("registry"));
    }

    @Test
    void theServicesEnvironmentsAreTheSame() {
        ServiceProcesses processes =
                new ServiceProcesses(plan, postgres, "kafka:9092", "http://registry:8080");
        for (String service : PlatformPlan.SERVICES) {
            Map<String, String> expected =
                    withoutPlaces(processes.environment(service, service + "-1", 8080));
            expected.replaceAll(
                    (name, value) ->
                            value.replace("127.0.0.1:5432", "postgres:5432")
                                    .replace("127.0.0.1:8089", "gateway:8089"));
            assertEquals(expected, environment(service));
        }
    }

    @Test
    void everyJvmHasTheSameOptions() throws IOException {
        for (String service : PlatformPlan.SERVICES) {
            assertEquals(options(ServiceProcesses.HEAP_MIB), jvm(service, "service"), service);
        }
        assertEquals(options(ServiceProcesses.GATEWAY_HEAP_MIB), jvm("gateway", "gateway"));
        assertEquals(
                "-Xmx" + Broker.HEAP_MIB + "m",
                services.at("/kafka/environment/KAFKA_HEAP_OPTS").asText());
        assertEquals(
                "-Xmx" + Registry.HEAP_MIB + "m",
                services.at("/registry/environment/JDK_JAVA_OPTIONS").asText().split(" ", 2)[0]);
    }

    private static Set<String> options(int heapMib) {
        List<String> command = new JavaCommand(heapMib).quickToStart().jar(Path.of("any.jar"));
        Set<String> options = new TreeSet<>(command.subList(1, command.size() - 2));
        options.remove("-jar");
        return options;
    }

    /** What the image says for all deployments, and what this one adds. */
    private Set<String> jvm(String name, String image) throws IOException {
        Set<String> options = new TreeSet<>();
        Path dockerfile = repository.root().resolve("infra/images/" + image + ".Dockerfile");
        Matcher option = OPTION.matcher(Files.readString(dockerfile).split("ENTRYPOINT", 2)[1]);
        while (option.find() && !option.group(1).startsWith("--host")) {
            options.add(option.group(1));
        }
        String sized = services.at("/" + name + "/environment/JDK_JAVA_OPTIONS").asText();
        options.addAll(Arrays.asList(sized.split(" ")));
        return options;
    }

    private Map<String, String> environment(String name) {
        Map<String, String> environment = new TreeMap<>();
        services.at("/" + name + "/environment")
                .properties()
                .forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
        return withoutPlaces(environment);
    }

    private static Map<String, String> withoutPlaces(Map<String, String> environment) {
        Map<String, String> rest = new TreeMap<>(environment);
        rest.keySet().removeIf(name -> PLACE.matcher(name).matches());
        return rest;
    }
}
