package dev.headwater.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposeFileTest {

    private static final Pattern PORT =
            Pattern.compile("127\\.0\\.0\\.1:\\$\\{(\\w+):-(\\d+)}:(\\d+)");
    private static final Pattern ADDRESS = Pattern.compile("(?:@|//|^)([a-z]+):(\\d+)");

    private final Path file = Repository.find().root().resolve("infra/compose.yaml");
    private JsonNode services;

    @BeforeEach
    void read() throws Exception {
        services = new YAMLMapper().readTree(file.toFile()).path("services");
    }

    @Test
    void everyProcessOfThePlatformIsThere() {
        Set<String> names = new HashSet<>(Set.of("kafka", "postgres", "registry", "gateway"));
        names.add("provisioning");
        names.addAll(PlatformPlan.SERVICES);
        Set<String> found = new HashSet<>();
        services.fieldNames().forEachRemaining(found::add);
        assertEquals(names, found);
    }

    @Test
    void publishedPortsAreTheDocumentedOnesOnLoopbackAndMoveByTheSameVariables() {
        Ports documented = Ports.documented();
        services.properties()
                .forEach(
                        service ->
                                service.getValue()
                                        .path("ports")
                                        .forEach(
                                                port -> {
                                                    Matcher published = PORT.matcher(port.asText());
                                                    assertTrue(published.matches(), port.asText());
                                                    assertEquals(
                                                            Ports.variable(service.getKey()),
                                                            published.group(1));
                                                    assertEquals(
                                                            documented.of(service.getKey()),
                                                            Integer.parseInt(published.group(2)));
                                                }));
    }

    @Test
    void everyImageHasAVersionAndKafkasIsTheBrokersOwn() throws Exception {
        String pom = Files.readString(Repository.find().root().resolve("pom.xml"));
        assertEquals(
                "apache/kafka:" + property(pom, "kafka.version"),
                services.path("kafka").path("image").asText());
        assertEquals(
                "apicurio/apicurio-registry:" + property(pom, "apicurio-registry.version"),
                services.path("registry").path("image").asText());
        for (String name : List.of("postgres", "gateway", "provisioning")) {
            assertTrue(
                    services.path(name).path("image").asText().matches("[a-z-]+:\\d[\\w.-]*"),
                    name);
        }
    }

    @Test
    void environmentsNameOnlyServicesThatExist() {
        List<String> strangers = new ArrayList<>();
        services.properties()
                .forEach(
                        service ->
                                service.getValue()
                                        .path("environment")
                                        .forEach(value -> collect(value.asText(), strangers)));
        assertEquals(List.of(), strangers);
    }

    @Test
    void everyServiceHasADatabaseOfItsOwn() throws Exception {
        String sql =
                new YAMLMapper().readTree(file.toFile()).at("/configs/databases/content").asText();
        List<String> owners = new ArrayList<>(PlatformPlan.SERVICES);
        owners.add("registry");
        for (String owner : owners) {
            assertTrue(sql.contains("CREATE DATABASE %s OWNER %s;".formatted(owner, owner)), owner);
        }
        for (String service : PlatformPlan.SERVICES) {
            assertEquals(
                    "jdbc:postgresql://postgres:5432/" + service,
                    services.at("/" + service + "/environment/QUARKUS_DATASOURCE_JDBC_URL")
                            .asText());
        }
    }

    @Test
    void composeItselfAcceptsIt() {
        assumeTrue(OneShot.succeeds("docker", "compose", "version"), "no docker compose here");
        OneShot.run(
                List.of("docker", "compose", "-f", file.toString(), "config", "--quiet"),
                "validate " + file);
    }

    private void collect(String value, List<String> strangers) {
        Matcher address = ADDRESS.matcher(value);
        while (address.find()) {
            if (!services.has(address.group(1))) {
                strangers.add(value);
            }
        }
    }

    private static String property(String pom, String name) {
        Matcher value = Pattern.compile("<" + name + ">([^<]+)<").matcher(pom);
        assertTrue(value.find(), name);
        return value.group(1);
    }
}
