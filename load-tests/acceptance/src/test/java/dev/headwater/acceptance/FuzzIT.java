package dev.headwater.acceptance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever a client sends, its mistake is answered as its mistake: no 5xx but a 503 that says when
 * to come again, nothing of the inside, and everybody else is served on.
 */
@ExtendWith(RunningPlatform.class)
@Order(9)
class FuzzIT {

    private static final int REQUESTS = Boolean.getBoolean("headwater.full") ? 100_000 : 1_500;
    private static final int CLIENTS = 6;
    private static final int SHOWN = 10;
    private static final long SEED =
            Long.getLong("headwater.fuzz.seed", ThreadLocalRandom.current().nextInt());
    private static final Pattern INSIDE =
            Pattern.compile(
                    "\\bat [a-z]+(\\.[\\w$]+)+\\(|(?:java|jakarta|io\\.quarkus|io\\.vertx|org\\.[a-z]+|dev\\.headwater)\\.[\\w.]*[A-Z]\\w+|Exception\\b");

    private final Shop shop;

    FuzzIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    void aClientsMistakeIsAnsweredAsOneAndHarmsNobody() throws Exception {
        List<Api> services = List.of(shop.orders(), shop.inventory(), shop.payments());
        Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        List<Thread> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Api service = services.get(client % services.size());
            Fuzzer fuzzer = new Fuzzer(document(service), SEED + client);
            clients.add(
                    Thread.ofVirtual()
                            .start(
                                    () ->
                                            run(
                                                    service,
                                                    fuzzer,
                                                    REQUESTS / CLIENTS,
                                                    statuses,
                                                    wrong)));
        }
        for (Thread each : clients) {
            each.join();
        }
        System.out.printf(
                "headwater-test: %d fuzzed requests with seed %d, answers by status %s, wrong %d%n",
                statuses.values().stream().mapToLong(LongAdder::sum).sum(),
                SEED,
                statuses,
                wrong.size());
        assertEquals(List.of(), wrong.stream().limit(SHOWN).toList());
        assertTrue(statuses.getOrDefault(400, new LongAdder()).sum() > REQUESTS / 10, "real noise");
        everybodyElseIsServed(services);
    }

    private static JsonNode document(Api service) throws IOException {
        return new ObjectMapper()
                .readTree(
                        given().baseUri(service.base())
                                .queryParam("format", "json")
                                .get("/q/openapi")
                                .asString());
    }

    private static void run(
            Api service,
            Fuzzer fuzzer,
            int requests,
            Map<Integer, LongAdder> statuses,
            List<String> wrong) {
        for (int i = 0; i < requests; i++) {
            byte[] request = fuzzer.next();
            try {
                RawHttp.Answer answer = RawHttp.send(URI.create(service.base()), request);
                statuses.computeIfAbsent(answer.status(), _ -> new LongAdder()).increment();
                judge(request, answer, wrong);
            } catch (IOException | AssertionError e) {
                wrong.add(e + " after " + shown(request));
            }
        }
    }

    private static void judge(byte[] request, RawHttp.Answer answer, List<String> wrong) {
        boolean later = answer.status() == 503 && answer.hasHeader("retry-after");
        if (answer.status() >= 500 && !later) {
            wrong.add(answer.status() + " " + answer.body() + " to " + shown(request));
        }
        if (answer.status() >= 400 && INSIDE.matcher(answer.body()).find()) {
            wrong.add("tells of the inside: " + answer.body() + " to " + shown(request));
        }
        if (answer.hasHeader("x-injected")) {
            wrong.add("a header was injected by " + shown(request));
        }
    }

    private static String shown(byte[] request) {
        String text = new String(request, StandardCharsets.UTF_8);
        return text.length() > 700 ? text.substring(0, 700) + "…" : text;
    }

    private static void everybodyElseIsServed(List<Api> services) {
        for (Api each : services) {
            each.get("/admin/partitions").then().body("partitions.phase", everyItem(is("LIVE")));
            each.get("/admin/dead-letters").then().body("items", hasSize(0));
        }
    }
}
