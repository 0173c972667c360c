package dev.headwater.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.broker.Wait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NetworkTest {

    private static final int CLOSED = -1;

    private final AtomicInteger received = new AtomicInteger();

    @Test
    void aConnectionThatLostAnAnswerNeverPassesALaterOne() throws IOException {
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Network network = new Network(broker.getLocalPort())) {
            Thread.ofVirtual().start(() -> echo(broker));
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), network.port())) {
                client.getOutputStream().write(1);
                assertEquals(1, client.getInputStream().read());

                network.become(Network.Weather.ANSWERS_LOST);
                client.getOutputStream().write(2);
                Wait.until("an answer is lost", () -> network.spoiled() == 1);
                network.become(Network.Weather.FINE);
                client.getOutputStream().write(3);
                Wait.until("the broker has all", () -> received.get() == 3);
                network.cut();
                assertEquals(CLOSED, closedOrNext(client));
            }
        }
    }

    private static int closedOrNext(Socket client) {
        try {
            return client.getInputStream().read();
        } catch (IOException _) {
            return CLOSED;
        }
    }

    private void echo(ServerSocket broker) {
        try (Socket client = broker.accept()) {
            int next = client.getInputStream().read();
            while (next >= 0) {
                client.getOutputStream().write(next);
                client.getOutputStream().flush();
                received.set(next);
                next = client.getInputStream().read();
            }
        } catch (IOException _) {
            // The test is over.
        }
    }
}
