package dev.headwater.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The network between the services and the broker: a proxy on the loopback interface through which
 * all their connections go, and which can spoil them.
 */
final class Network implements Closeable {

    /** What becomes of bytes. */
    enum Weather {
        FINE,
        /** Each piece that is passed on comes a fifth of a second late. */
        SLOW,
        /**
         * Requests arrive, answers do not: whether a commit came through is unknown. A connection
         * that lost one stays without, whatever the weather: TCP has no gaps.
         */
        ANSWERS_LOST,
        /** Nothing passes, and nobody is told: connections stay open. */
        SILENT
    }

    private static final int PIECE_BYTES = 64 * 1024;
    private static final long LATE_NANOS = 200_000_000L;
    private static final long LOOK_AGAIN_NANOS = 20_000_000L;

    private final ServerSocket server;
    private final int brokerPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger spoiled = new AtomicInteger();
    private volatile Weather weather = Weather.FINE;

    /**
     * @param brokerPort where the broker listens for it
     */
    Network(int brokerPort) {
        this.brokerPort = brokerPort;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("network").start(this::accept);
    }

    /** A port that nobody listens on now. */
    static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    void become(Weather next) {
        weather = next;
    }

    /** Ends every connection at once; new ones are taken. */
    void cut() {
        open.forEach(Network::end);
        open.clear();
    }

    /** How many connections have lost an answer. */
    int spoiled() {
        return spoiled.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException _) {
                // Closed, or a client that was gone before it was taken.
            }
        }
    }

    private void connect(Socket client) {
        try {
            client.setTcpNoDelay(true);
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
            broker.setTcpNoDelay(true);
            open.add(client);
            open.add(broker);
            Thread.ofVirtual().start(() -> pass(client, broker, false));
            Thread.ofVirtual().start(() -> pass(broker, client, true));
        } catch (IOException _) {
            end(client);
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        byte[] piece = new byte[PIECE_BYTES];
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            boolean lost = false;
            int count = input.read(piece);
            while (count >= 0) {
                waitForPassage();
                if (answers && !lost && weather == Weather.ANSWERS_LOST) {
                    lost = true;
                    spoiled.incrementAndGet();
                }
                if (!lost) {
                    output.write(piece, 0, count);
                    output.flush();
                }
                count = input.read(piece);
            }
        } catch (IOException _) {
            // Either side is gone, and the other learns it below.
        } finally {
            end(from);
            end(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private void waitForPassage() {
        if (weather == Weather.SLOW) {
            LockSupport.parkNanos(LATE_NANOS);
        }
        while (weather == Weather.SILENT) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
