package dev.headwater.local.cli;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.headwater.contracts.docs.Catalogue;
import dev.headwater.contracts.gate.ContractException;
import dev.headwater.local.PlatformException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The event catalogue and the AsyncAPI document. */
@Command(
        name = "docs",
        mixinStandardHelpOptions = true,
        description =
                "Writes the event catalogue, a page per event, and the AsyncAPI document of all topics.")
final class SchemasDocsCommand implements Callable<Integer> {

    @Option(
            names = "--out",
            paramLabel = "<directory>",
            description = "Where to; .headwater/catalogue by default.")
    private @Nullable Path out;

    @Option(names = "--serve", description = "Serves it to this machine until Ctrl-C.")
    private boolean serve;

    @Option(
            names = "--port",
            defaultValue = "8095",
            description = "Port for --serve: ${DEFAULT-VALUE}.")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        Path root = new Checkout().repository().root();
        Path given = out;
        Path directory =
                (given == null ? root.resolve(".headwater/catalogue") : given)
                        .toAbsolutePath()
                        .normalize();
        try {
            int pages = Catalogue.write(root, directory);
            System.out.printf("%d events and asyncapi.json in %s%n", pages, directory);
        } catch (ContractException e) {
            throw new PlatformException(String.valueOf(e.getMessage()), e);
        }
        if (serve) {
            HttpServer server =
                    SimpleFileServer.createFileServer(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                            directory,
                            OutputLevel.NONE);
            server.start();
            System.out.printf("http://localhost:%d/%n", server.getAddress().getPort());
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
