package dev.headwater.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The process: listens, keeps the ledger, and closes on SIGTERM.
 *
 * <p>Exit codes: 1 when it cannot start or the disk fails, 2 when the command line is wrong; each
 * with one sentence on standard error.
 */
public final class GatewaySimulator implements AutoCloseable {

    private static final int BACKLOG = 256;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PaymentMethods methods = new PaymentMethods();
    private final Ledger ledger;

    private GatewaySimulator(Arguments arguments) throws StartupException {
        ObjectMapper json = JsonMapper.builder().build();
        this.ledger = Ledger.open(arguments.ledger(), json, Clock.systemUTC());
        this.server = listen(arguments, ledger);
        GatewayApi api = new GatewayApi(ledger, methods, json, GatewaySimulator::diskFailed);
        server.setExecutor(threads);
        server.createContext("/", api::handle);
    }

    private static HttpServer listen(Arguments arguments, Ledger ledger) throws StartupException {
        InetSocketAddress address = new InetSocketAddress(arguments.host(), arguments.port());
        try {
            if (address.isUnresolved()) {
                throw new IOException("the host is not known");
            }
            return HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            closeQuietly(ledger);
            String reason =
                    e instanceof BindException ? "is taken" : "cannot be used: " + e.getMessage();
            throw new StartupException(
                    "Port %d on %s %s.".formatted(arguments.port(), arguments.host(), reason));
        }
    }

    /** Runs until it is told to stop. */
    public static void main(String[] args) {
        // Without it an answer waits 40 ms for the acknowledgement of its own header.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Arguments arguments;
        try {
            arguments = Arguments.parse(args);
        } catch (IllegalArgumentException e) {
            end(2, e.getMessage() + " " + Arguments.USAGE);
            return;
        }
        try {
            GatewaySimulator simulator = new GatewaySimulator(arguments);
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "close"));
            simulator.server.start();
            System.out.printf(
                    "listening on port %d, ledger %s with %d entries%n",
                    simulator.server.getAddress().getPort(),
                    arguments.ledger(),
                    simulator.ledger.count());
        } catch (StartupException e) {
            end(1, String.valueOf(e.getMessage()));
        }
    }

    private static void end(int code, String sentence) {
        System.err.println(sentence);
        System.exit(code);
    }

    /** After a failed write nobody knows what the disk holds; only a restart reads it again. */
    private static void diskFailed(IOException e) {
        System.err.println("The ledger cannot be written any more: " + Reasons.of(e) + ".");
        Runtime.getRuntime().halt(1);
    }

    /** Stops listening, lets answers go out for up to a second, and closes the ledger. */
    @Override
    public void close() {
        methods.close();
        server.stop(1);
        threads.shutdownNow();
        closeQuietly(ledger);
    }

    private static void closeQuietly(Ledger ledger) {
        try {
            ledger.close();
        } catch (IOException _) {
            // Every entry that was answered is on disk already.
        }
    }
}
