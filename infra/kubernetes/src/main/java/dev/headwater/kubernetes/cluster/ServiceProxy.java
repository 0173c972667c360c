package dev.headwater.kubernetes.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * The part of kube-proxy for one port of a Service: a connection goes to an endpoint that is drawn
 * when it is made, and stays there, whatever becomes of the endpoint. Without endpoints it is cut.
 */
final class ServiceProxy implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int BACKLOG = 256;

    private final ServerSocket server = new ServerSocket();
    private final Supplier<List<InetSocketAddress>> endpoints;

    /**
     * @param listen where clients connect; port 0: any that is free
     */
    ServiceProxy(InetSocketAddress listen, Supplier<List<InetSocketAddress>> endpoints)
            throws IOException {
        this.endpoints = endpoints;
        server.bind(listen, BACKLOG);
        Thread.ofVirtual().name("service-proxy-" + listen).start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client) {
        List<InetSocketAddress> ready = endpoints.get();
        try (client;
                Socket endpoint = new Socket()) {
            if (ready.isEmpty()) {
                return;
            }
            endpoint.connect(
                    ready.get(ThreadLocalRandom.current().nextInt(ready.size())), CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            endpoint.setTcpNoDelay(true);
            Thread answers = Thread.ofVirtual().start(() -> copy(endpoint, client));
            copy(client, endpoint);
            answers.join();
        } catch (IOException e) {
            // The client sees its connection end, as it would behind any proxy.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Copies until the sender ends, and ends the receiver's side in the same way. */
    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
