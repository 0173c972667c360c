package dev.headwater.kubernetes.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.local.Http;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;

/**
 * A question that a kubelet asks a container again and again. Defaults are those of Kubernetes.
 *
 * @param path of a GET that is to be answered 200 to 399; empty: a connection will do
 * @param successes so many in a row make it true
 * @param failures so many in a row make it false
 */
record Probe(
        String path,
        int port,
        Duration initialDelay,
        Duration period,
        Duration timeout,
        int successes,
        int failures) {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    /**
     * @param node as in a container
     * @param ports the container's, by name
     * @throws PlatformException for a kind that is not played here
     */
    static Probe of(JsonNode node, Map<String, Integer> ports) {
        JsonNode http = node.path("httpGet");
        JsonNode target = http.isMissingNode() ? node.path("tcpSocket") : http;
        if (target.isMissingNode()) {
            throw new PlatformException("A probe by exec or gRPC is not played here: " + node);
        }
        String port = target.path("port").asText();
        return new Probe(
                http.path("path").asText(""),
                ports.containsKey(port) ? ports.get(port) : Integer.parseInt(port),
                Duration.ofSeconds(node.path("initialDelaySeconds").asInt(0)),
                Duration.ofSeconds(node.path("periodSeconds").asInt(10)),
                Duration.ofSeconds(node.path("timeoutSeconds").asInt(1)),
                node.path("successThreshold").asInt(1),
                node.path("failureThreshold").asInt(3));
    }

    boolean succeeds(String ip) {
        try {
            return path.isEmpty() ? connects(ip) : answers(ip);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean connects(String ip) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(ip, port), (int) timeout.toMillis());
            return true;
        }
    }

    private boolean answers(String ip) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + ip + ":" + port + path))
                        .timeout(timeout)
                        .build();
        int status = Http.send(request).statusCode();
        return status >= OK && status < BAD_REQUEST;
    }
}
