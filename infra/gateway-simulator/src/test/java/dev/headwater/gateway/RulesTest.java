package dev.headwater.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.gateway.SimulatorProcess.Reply;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a caller may rely on, over HTTP. Each test uses orders and keys of its own. */
@Timeout(60)
class RulesTest {

    @TempDir static Path directory;
    private static SimulatorProcess gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = SimulatorProcess.start(directory.resolve("ledger"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String authorization(Reply reply) {
        assertEquals("AUTHORIZED", reply.result(), reply.toString());
        return reply.body().path("authorization").asText();
    }

    private static List<JsonNode> entriesOf(String orderId) throws Exception {
        return gateway.ledger().stream()
                .filter(entry -> entry.path("orderId").asText().equals(orderId))
                .toList();
    }

    @Test
    void theSameKeyGetsTheSameAnswerAndOneEntry() throws Exception {
        Reply first = gateway.authorize("same-1", "same", "tok_ok");
        assertTrue(authorization(first).startsWith("auth-"));
        assertEquals(first, gateway.authorize("same-1", "same", "tok_ok"));
        assertEquals(1, entriesOf("same").size());
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefused() throws Exception {
        gateway.authorize("other-1", "other", "tok_ok");
        assertEquals(422, gateway.authorize("other-1", "other", "tok_declined").status());
        assertEquals(422, gateway.authorize("other-1", "another", "tok_ok").status());
        assertEquals(422, gateway.voidIt("other-1", "other", "other-1").status());
        assertEquals(1, entriesOf("other").size());
    }

    @Test
    void declinedAndUnknownMethodsAreDeclined() throws Exception {
        for (String method : List.of("tok_declined", "tok_from_mars")) {
            Reply reply = gateway.authorize("declined-" + method, "declined", method);
            assertEquals("DECLINED", reply.result());
            assertTrue(reply.body().hasNonNull("reason"));
        }
    }

    @Test
    void aSlowMethodAnswersAfterThreeSeconds() throws Exception {
        long start = System.nanoTime();
        authorization(gateway.authorize("slow-1", "slow", "tok_slow"));
        assertTrue(
                Duration.ofNanos(System.nanoTime() - start).compareTo(Duration.ofSeconds(3)) >= 0);
    }

    @Test
    void aMethodThatTimesOutNeverAnswersAndLeavesNothing() throws Exception {
        assertThrows(
                HttpTimeoutException.class,
                () ->
                        gateway.send(
                                gateway.request("/authorizations")
                                        .timeout(Duration.ofMillis(300))
                                        .header("Idempotency-Key", "timeout-1")
                                        .POST(
                                                BodyPublishers.ofString(
                                                        "{\"orderId\":\"timeout\",\"amountMinor\":1,"
                                                                + "\"currency\":\"EUR\",\"paymentMethod\":\"tok_timeout\"}"))));
        assertEquals(List.of(), entriesOf("timeout"));
        assertEquals("VOIDED", gateway.voidIt("timeout-2", "timeout", "timeout-1").result());
        assertEquals(
                "VOIDED",
                gateway.post(
                                "/authorizations",
                                "timeout-1",
                                "{\"orderId\":\"timeout\",\"amountMinor\":1,"
                                        + "\"currency\":\"EUR\",\"paymentMethod\":\"tok_timeout\"}")
                        .result(),
                "what was voided needs no waiting");
    }

    @Test
    void aFlakyMethodFailsTwicePerKey() throws Exception {
        for (String key : List.of("flaky-1", "flaky-2")) {
            assertEquals(503, gateway.authorize(key, key, "tok_flaky").status());
            assertEquals(503, gateway.authorize(key, key, "tok_flaky").status());
            authorization(gateway.authorize(key, key, "tok_flaky"));
            assertEquals(1, entriesOf(key).size());
        }
    }

    @Test
    void aVoidThatComesFirstVoidsTheAuthorization() throws Exception {
        assertEquals("VOIDED", gateway.voidIt("tomb-2", "tomb", "tomb-1").result());
        Reply late = gateway.authorize("tomb-1", "tomb", "tok_ok");
        assertEquals("VOIDED", late.result());
        assertTrue(late.body().path("authorization").isMissingNode());
    }

    @Test
    void aVoidedAuthorizationCannotBeCaptured() throws Exception {
        String reference = authorization(gateway.authorize("voided-1", "voided", "tok_ok"));
        assertEquals("VOIDED", gateway.voidIt("voided-2", "voided", "voided-1").result());
        Reply refused = gateway.capture("voided-3", "voided", reference);
        assertEquals(409, refused.status());
        assertEquals(409, refused.body().path("status").asInt());
        assertEquals(refused, gateway.capture("voided-3", "voided", reference));
    }

    @Test
    void aCapturedAuthorizationCannotBeVoided() throws Exception {
        String reference = authorization(gateway.authorize("late-1", "late", "tok_ok"));
        assertEquals("CAPTURED", gateway.capture("late-2", "late", reference).result());
        assertEquals(409, gateway.voidIt("late-3", "late", "late-1").status());
    }

    @Test
    void aCaptureNeedsItsAuthorization() throws Exception {
        assertEquals(409, gateway.capture("none-1", "none", "auth-nothing").status());
        String reference = authorization(gateway.authorize("none-2", "none", "tok_ok"));
        assertEquals(409, gateway.capture("none-3", "somebody-else", reference).status());
        Reply tooMuch =
                gateway.post(
                        "/captures",
                        "none-4",
                        "{\"orderId\":\"none\",\"authorization\":\"%s\",\"amountMinor\":2101,\"currency\":\"EUR\"}"
                                .formatted(reference));
        assertEquals(409, tooMuch.status());
    }

    @Test
    void aDoubleChargeIsVisibleInTheLedger() throws Exception {
        String reference = authorization(gateway.authorize("twice-1", "twice", "tok_ok"));
        assertEquals("CAPTURED", gateway.capture("twice-2", "twice", reference).result());
        assertEquals("CAPTURED", gateway.capture("twice-3", "twice", reference).result());
        long captured =
                entriesOf("twice").stream()
                        .filter(entry -> entry.path("result").asText().equals("CAPTURED"))
                        .mapToLong(entry -> entry.path("amountMinor").asLong())
                        .sum();
        assertEquals(4200, captured);
    }

    @Test
    void refundsEndAtWhatWasCaptured() throws Exception {
        assertEquals(409, gateway.refund("refund-0", "refund", 1).status());
        String reference = authorization(gateway.authorize("refund-1", "refund", "tok_ok"));
        gateway.capture("refund-2", "refund", reference);
        assertEquals("REFUNDED", gateway.refund("refund-3", "refund", 2000).result());
        assertEquals(409, gateway.refund("refund-4", "refund", 101).status());
        assertEquals("REFUNDED", gateway.refund("refund-5", "refund", 100).result());
        assertEquals(409, gateway.refund("refund-6", "refund", 1).status());
    }

    @Test
    void theLedgerSaysWhoDidWhatWhen() throws Exception {
        String reference = authorization(gateway.authorize("say-1", "say", "tok_ok"));
        JsonNode entry = entriesOf("say").getFirst();
        assertEquals("say-1", entry.path("key").asText());
        assertEquals("AUTHORIZE", entry.path("operation").asText());
        assertEquals(2100, entry.path("amountMinor").asLong());
        assertEquals("EUR", entry.path("currency").asText());
        assertEquals("AUTHORIZED", entry.path("result").asText());
        assertEquals(reference, entry.path("authorization").asText());
        assertTrue(entry.path("at").asText().endsWith("Z"));
        assertTrue(gateway.get("/ledger/count").body().path("count").asInt() >= 1);
        assertEquals("UP", gateway.get("/health").body().path("status").asText());
    }

    @Test
    void whatIsNoRequestIsAProblem() throws Exception {
        String good =
                "{\"orderId\":\"o\",\"amountMinor\":1,\"currency\":\"EUR\",\"paymentMethod\":\"tok_ok\"}";
        for (String bad :
                List.of(
                        "",
                        "[]",
                        "{",
                        "{}",
                        good.replace("1", "0"),
                        good.replace("1", "1.5"),
                        good.replace("1", "\"1\""),
                        good.replace("1", "99999999999999999999"),
                        good.replace("EUR", "euro"),
                        good.replace("\"o\"", "\"o o\""),
                        good.replace("{", "{\"more\":1,"))) {
            Reply reply = gateway.post("/authorizations", "bad", bad);
            assertEquals(400, reply.status(), bad);
            assertTrue(reply.body().path("detail").asText().endsWith("."), reply.toString());
        }
        assertEquals(413, gateway.post("/voids", "bad", " ".repeat(70_000)).status());
        assertEquals(
                400,
                gateway.send(gateway.request("/voids").POST(BodyPublishers.ofString("{}")))
                        .status());
        assertEquals(404, gateway.get("/nothing").status());
        assertEquals(405, gateway.get("/captures").status());
    }
}
