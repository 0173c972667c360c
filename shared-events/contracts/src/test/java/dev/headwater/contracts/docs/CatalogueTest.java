package dev.headwater.contracts.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The documents of this build; they stay in {@code target/catalogue}, which the build attaches. */
class CatalogueTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path DIRECTORY = Path.of("target", "catalogue");
    private static final Path NODE = ROOT.resolve("shared-events/consumers/node");

    private static int pages;
    private static JsonNode asyncApi;

    @BeforeAll
    static void write() throws IOException {
        pages = Catalogue.write(ROOT, DIRECTORY);
        asyncApi = new ObjectMapper().readTree(DIRECTORY.resolve("asyncapi.json").toFile());
    }

    @Test
    void everyEventHasAPageThatTheIndexLinksTo() throws IOException {
        String index = Files.readString(DIRECTORY.resolve("index.html"));
        int found = 0;
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".html")).toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("index.html")) {
                    assertTrue(index.contains("href=\"" + name + "\""), name);
                    found++;
                }
            }
        }
        assertEquals(pages, found);
        assertTrue(pages >= 24, pages + " pages");
    }

    @Test
    void aPageTellsFieldsUnitsExampleReadersAndHistory() throws IOException {
        String page = Files.readString(DIRECTORY.resolve("orders.OrderPlaced.html"));
        for (String part :
                List.of(
                        "lines[].discountMinor",
                        "minor units of the currency (cents for EUR)",
                        "inventory.policy.orders-events",
                        "order-&lt;orderId&gt;",
                        "An example from the corpus",
                        "&quot;salesChannel&quot; : &quot;STORE&quot;",
                        "first version",
                        "+ salesChannel",
                        "1.0.0",
                        "1.1.0")) {
            assertTrue(page.contains(part), part);
        }
        String old = Files.readString(DIRECTORY.resolve("inventory.AllocationShipped.html"));
        assertTrue(old.contains("Deprecated since 1.1.0"), old);
    }

    @Test
    void everyReferenceOfTheAsyncApiDocumentLeadsSomewhere() {
        Set<String> references = new HashSet<>();
        asyncApi.findValuesAsText("$ref").forEach(references::add);
        for (String reference : references) {
            JsonNode at = asyncApi;
            for (String part : reference.substring(2).split("/", -1)) {
                at = at.path(part);
            }
            assertTrue(at.isObject(), reference);
        }
        assertTrue(references.size() > 60, references.size() + " references");
    }

    @Test
    void everyTopicIsAChannelWithKeyRetentionAndOwner() {
        assertEquals("3.0.0", asyncApi.path("asyncapi").asText());
        assertEquals(12, asyncApi.path("channels").size());
        JsonNode orders = asyncApi.path("channels").path("orders.events");
        assertEquals("orders", orders.path("x-owner").asText());
        JsonNode kafka = orders.path("bindings").path("kafka");
        assertEquals(-1, kafka.path("topicConfiguration").path("retention.ms").asInt());
        assertEquals(12, kafka.path("partitions").asInt());
        assertEquals(4, orders.path("messages").size());
    }

    @Test
    void asyncApisOwnParserFindsNoError() throws Exception {
        assumeTrue(
                Files.isDirectory(NODE.resolve("node_modules/@asyncapi/parser")),
                "AsyncAPI's parser is not installed: npm ci in shared-events/consumers/node");
        Process check =
                new ProcessBuilder(
                                "node",
                                "check-asyncapi.mjs",
                                DIRECTORY.resolve("asyncapi.json").toAbsolutePath().toString())
                        .directory(NODE.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(check.waitFor(60, TimeUnit.SECONDS), said);
        assertEquals(0, check.exitValue(), said);
        System.out.println("headwater-test: " + said.strip());
    }
}
