package dev.headwater.local.provision;

import dev.headwater.local.Http;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Provisioning as a process of its own, for platforms that others start. Exits 1 with a sentence.
 */
public final class Main {

    private static final Duration REGISTRY_WITHIN = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Main() {}

    /**
     * @param arguments the topics file, its environment, Kafka's bootstrap servers, the registry's
     *     base URL; how to reach Kafka beyond that is in the environment
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 4) {
            System.err.println("Usage: <topics.yaml> <environment> <bootstrap servers> <registry>");
            System.exit(2);
        }
        try {
            Provisioning provisioning =
                    new Provisioning(
                            Path.of(arguments[0]),
                            arguments[1],
                            KafkaConnection.of(arguments[2], System.getenv()),
                            arguments[3],
                            System.out::println);
            provisioning.topics();
            awaitRegistry(arguments[3]);
            provisioning.schemas();
            System.out.println("topics, groups and schemas are as the repository says");
        } catch (PlatformException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void awaitRegistry(String url) throws InterruptedException {
        long deadline = System.nanoTime() + REGISTRY_WITHIN.toNanos();
        while (!answers(url)) {
            if (System.nanoTime() - deadline > 0) {
                throw new PlatformException("The registry at " + url + " does not answer.");
            }
            Thread.sleep(PAUSE);
        }
    }

    private static boolean answers(String url) {
        try {
            return Http.isOk(url + "/apis/registry/v3/system/info");
        } catch (IOException e) {
            return false;
        }
    }
}
