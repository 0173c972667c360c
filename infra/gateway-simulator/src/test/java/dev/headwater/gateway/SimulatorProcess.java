package dev.headwater.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulator as people run it: a process of its own, ended with the test by its own pid. */
final class SimulatorProcess implements AutoCloseable {

    /** What a call came to. */
    record Reply(int status, JsonNode body) {
        String result() {
            return body.path("result").asText();
        }
    }

    /** How a process that did not stay up ended. */
    record End(int code, String stdout, String stderr) {}

    private static final Pattern LISTENING = Pattern.compile("listening on port (\\d+), .*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Process process;
    private final Path errors;
    private final int port;

    private SimulatorProcess(Process process, Path errors, int port) {
        this.process = process;
        this.errors = errors;
        this.port = port;
    }

    static SimulatorProcess start(Path ledger) throws IOException {
        Path errors = Files.createTempFile("gateway-simulator", ".err");
        Process process =
                builder("--port", "0", "--ledger", ledger.toString())
                        .redirectError(errors.toFile())
                        .start();
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        Matcher listening = LISTENING.matcher(line == null ? "" : line);
        if (!listening.matches()) {
            process.destroyForcibly();
            throw new IllegalStateException("did not start: " + Files.readString(errors));
        }
        return new SimulatorProcess(process, errors, Integer.parseInt(listening.group(1)));
    }

    /** Runs until it ends by itself. */
    static End run(String... args) throws IOException, InterruptedException {
        Process process = builder(args).start();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still runs");
            }
            return new End(
                    process.exitValue(),
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                    new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder builder(String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(GatewaySimulator.class.getName());
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }

    Reply post(String path, String key, String body) throws IOException, InterruptedException {
        return send(
                request(path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        return new Reply(answer.statusCode(), JSON.readTree(answer.body()));
    }

    Reply authorize(String key, String orderId, String method)
            throws IOException, InterruptedException {
        return post(
                "/authorizations",
                key,
                "{\"orderId\":\"%s\",\"amountMinor\":2100,\"currency\":\"EUR\",\"paymentMethod\":\"%s\"}"
                        .formatted(orderId, method));
    }

    Reply capture(String key, String orderId, String authorization)
            throws IOException, InterruptedException {
        return post(
                "/captures",
                key,
                "{\"orderId\":\"%s\",\"authorization\":\"%s\",\"amountMinor\":2100,\"currency\":\"EUR\"}"
                        .formatted(orderId, authorization));
    }

    Reply voidIt(String key, String orderId, String authorizationKey)
            throws IOException, InterruptedException {
        return post(
                "/voids",
                key,
                "{\"orderId\":\"%s\",\"authorizationKey\":\"%s\",\"reason\":\"cancelled\"}"
                        .formatted(orderId, authorizationKey));
    }

    Reply refund(String key, String orderId, long amountMinor)
            throws IOException, InterruptedException {
        return post(
                "/refunds",
                key,
                "{\"orderId\":\"%s\",\"refundId\":\"%s\",\"amountMinor\":%d,\"currency\":\"EUR\"}"
                        .formatted(orderId, key, amountMinor));
    }

    List<JsonNode> ledger() throws IOException, InterruptedException {
        List<JsonNode> entries = new ArrayList<>();
        get("/ledger").body().path("entries").forEach(entries::add);
        return entries;
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still runs");
        }
    }

    /** As {@code kill} does; returns the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still runs");
        }
        return process.exitValue();
    }

    /** What it wrote to standard error. */
    String stderr() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.shutdownNow();
        errors.toFile().delete();
    }
}
