package dev.headwater.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.gateway.SimulatorProcess.End;
import dev.headwater.gateway.SimulatorProcess.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ledger outlives the process, and the process ends in one sentence. */
@Timeout(120)
class CrashTest {

    @TempDir Path directory;
    private Path ledger;

    @BeforeEach
    void name() {
        ledger = directory.resolve("new/ledger.jsonl");
    }

    @Test
    void aKilledGatewayGivesTheSameAnswersAgain() throws Exception {
        Reply authorized;
        Reply captured;
        Reply refused;
        Object before;
        try (SimulatorProcess gateway = SimulatorProcess.start(ledger)) {
            authorized = gateway.authorize("k-1", "o-1", "tok_ok");
            String reference = authorized.body().path("authorization").asText();
            captured = gateway.capture("k-2", "o-1", reference);
            refused = gateway.refund("k-3", "o-1", 9999);
            gateway.voidIt("k-4", "o-2", "k-5");
            before = gateway.ledger();
            gateway.kill();
            assertEquals("", gateway.stderr());
        }
        try (SimulatorProcess gateway = SimulatorProcess.start(ledger)) {
            assertEquals(before, gateway.ledger());
            String reference = authorized.body().path("authorization").asText();
            assertEquals(authorized, gateway.authorize("k-1", "o-1", "tok_ok"));
            assertEquals(captured, gateway.capture("k-2", "o-1", reference));
            assertEquals(refused, gateway.refund("k-3", "o-1", 9999));
            assertEquals(422, gateway.authorize("k-1", "o-1", "tok_declined").status());
            assertEquals("VOIDED", gateway.authorize("k-5", "o-2", "tok_ok").result());
            assertEquals("REFUNDED", gateway.refund("k-6", "o-1", 2100).result());
        }
    }

    @Test
    void whatWasAnsweredUnderLoadIsThereAfterAKill() throws Exception {
        Map<String, Reply> answered = new ConcurrentHashMap<>();
        CountDownLatch enough = new CountDownLatch(200);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                SimulatorProcess gateway = SimulatorProcess.start(ledger)) {
            for (int caller = 0; caller < 8; caller++) {
                String prefix = "load-" + caller + "-";
                // Each ends with the gateway that it calls.
                Future<?> _ =
                        callers.submit(
                                () -> {
                                    for (int i = 0; !Thread.interrupted(); i++) {
                                        Reply reply =
                                                gateway.authorize(prefix + i, "o-" + i, "tok_ok");
                                        answered.put(prefix + i, reply);
                                        enough.countDown();
                                    }
                                    return null;
                                });
            }
            assertTrue(enough.await(60, TimeUnit.SECONDS));
            gateway.kill();
            callers.shutdownNow();
        }
        try (SimulatorProcess gateway = SimulatorProcess.start(ledger)) {
            int entries = gateway.ledger().size();
            assertTrue(entries >= answered.size(), entries + " of " + answered.size());
            for (Map.Entry<String, Reply> each : answered.entrySet()) {
                String order = "o-" + each.getKey().substring(each.getKey().lastIndexOf('-') + 1);
                assertEquals(each.getValue(), gateway.authorize(each.getKey(), order, "tok_ok"));
            }
            assertEquals(entries, gateway.ledger().size(), "no try was decided twice");
        }
    }

    @Test
    void sixtyFourTriesAtOnceAreOneEntry() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                SimulatorProcess gateway = SimulatorProcess.start(ledger)) {
            List<Callable<Reply>> tries = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                tries.add(() -> gateway.authorize("one", "o-1", "tok_ok"));
            }
            Set<Reply> answers = new HashSet<>();
            for (Future<Reply> answer : callers.invokeAll(tries)) {
                answers.add(answer.get());
            }
            assertEquals(1, answers.size(), answers.toString());
            assertEquals(1, gateway.ledger().size());
        }
    }

    @Test
    void aTornLastLineIsForgotten() throws Exception {
        try (SimulatorProcess gateway = SimulatorProcess.start(ledger)) {
            gateway.authorize("k-1", "o-1", "tok_ok");
            gateway.kill();
        }
        Files.writeString(ledger, "{\"key\":\"k-2\",\"inte", StandardOpenOption.APPEND);
        try (SimulatorProcess gateway = SimulatorProcess.start(ledger)) {
            assertEquals(1, gateway.ledger().size());
            assertEquals("DECLINED", gateway.authorize("k-2", "o-2", "tok_declined").result());
            gateway.kill();
        }
        try (SimulatorProcess gateway = SimulatorProcess.start(ledger)) {
            assertEquals(2, gateway.ledger().size());
        }
    }

    @Test
    void sigtermEndsItAlthoughACallerWaits() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                SimulatorProcess gateway = SimulatorProcess.start(ledger)) {
            Future<Reply> waiting =
                    callers.submit(() -> gateway.authorize("k-1", "o-1", "tok_timeout"));
            gateway.authorize("k-2", "o-2", "tok_ok");
            assertEquals(143, gateway.terminate());
            assertEquals("", gateway.stderr());
            assertEquals(Future.State.FAILED, settled(waiting));
        }
        try (SimulatorProcess gateway = SimulatorProcess.start(ledger)) {
            assertEquals(1, gateway.ledger().size());
        }
    }

    private static Future.State settled(Future<Reply> waiting) throws Exception {
        try {
            waiting.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException _) {
            // Its connection was closed; the state says so.
        }
        return waiting.state();
    }

    @Test
    void aPortThatIsTakenIsOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            sentence(1, "Port " + port, "--port", port, "--ledger", ledger.toString());
        }
    }

    @Test
    void aLedgerThatCannotBeWrittenIsOneSentence() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        sentence(1, "ledger", "--port", "0", "--ledger", file.resolve("ledger").toString());
        sentence(1, "ledger", "--port", "0", "--ledger", directory.toString());
    }

    @Test
    void aLedgerThatHoldsSomethingElseIsOneSentence() throws Exception {
        Path file = directory.resolve("file");
        for (String text : List.of("hello\n", "{}\n", "null\n", "\n")) {
            Files.writeString(file, text);
            sentence(1, "Line 1 of", "--port", "0", "--ledger", file.toString());
            assertEquals(text, Files.readString(file), "left as it was");
        }
    }

    @Test
    void aLedgerThatIsInUseIsOneSentence() throws Exception {
        try (SimulatorProcess gateway = SimulatorProcess.start(ledger)) {
            sentence(1, "in use", "--port", "0", "--ledger", ledger.toString());
            assertEquals(200, gateway.get("/health").status());
        }
    }

    @Test
    void aWrongCommandLineIsOneSentenceWithTheUsage() throws Exception {
        sentence(2, "--port");
        sentence(2, "needs a value", "--port");
        sentence(2, "not a port", "--port", "65536", "--ledger", "x");
        sentence(2, "Nobody knows", "--prot", "1");
    }

    private static void sentence(int code, String part, String... args)
            throws IOException, InterruptedException {
        End end = SimulatorProcess.run(args);
        assertEquals(code, end.code(), end.toString());
        assertTrue(end.stderr().contains(part), end.stderr());
        assertEquals(1, end.stderr().lines().count(), end.stderr());
        assertFalse(end.stderr().contains("Exception"), end.stderr());
    }
}
