package dev.headwater.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.contracts.gate.Releases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Programs in other languages, and the log that they read. */
final class Foreigners {

    private static final String TOPIC = "orders.events";

    private final Path root;
    private final Path scratch;
    private final String bootstrap;
    private final String registry;

    Foreigners(Path root, Path scratch, String bootstrap, String registry) {
        this.root = root;
        this.scratch = scratch;
        this.bootstrap = bootstrap;
        this.registry = registry;
    }

    /**
     * Appends what every release wrote, each event twice, as a redelivery would.
     *
     * @return how many records
     */
    int append() throws Exception {
        int records = 0;
        Releases releases = new Releases(root);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (String version : releases.versions()) {
                Path corpus = releases.of(version).resolve("corpus/orders.txt");
                for (String line : Files.readAllLines(corpus)) {
                    String[] words = line.split(" ", -1);
                    for (int time = 0; time < 2; time++) {
                        ProducerRecord<String, byte[]> event =
                                new ProducerRecord<>(
                                        TOPIC,
                                        Math.floorMod(words[0].hashCode(), 6),
                                        words[0],
                                        HexFormat.of().parseHex(words[3]));
                        event.headers()
                                .add("stream-version", words[1].getBytes(StandardCharsets.UTF_8));
                        producer.send(event).get(30, TimeUnit.SECONDS);
                        records++;
                    }
                }
            }
        }
        return records;
    }

    /** A Python that has what the example needs; empty when there is none. */
    String python() throws Exception {
        for (String candidate : List.of("python3", "/usr/bin/python3")) {
            if (succeeds(candidate, "-c", "import confluent_kafka, avro.schema")) {
                return candidate;
            }
        }
        return "";
    }

    /** Whether Node is there and the example's modules are installed. */
    boolean node() throws Exception {
        return Files.isDirectory(root.resolve("shared-events/consumers/node/node_modules/kafkajs"))
                && succeeds("node", "--version");
    }

    JsonNode python(String interpreter) throws Exception {
        return run(
                interpreter,
                root.resolve("shared-events/consumers/python/orders_table.py").toString(),
                "--database",
                scratch.resolve("orders.db").toString());
    }

    JsonNode javascript() throws Exception {
        return run(
                "node",
                root.resolve("shared-events/consumers/node/orders-table.mjs").toString(),
                "--table",
                scratch.resolve("orders.json").toString());
    }

    private JsonNode run(String... program) throws Exception {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(
                List.of("--bootstrap", bootstrap, "--registry", registry, "--until-idle", "4"));
        Path errors = scratch.resolve("stderr.txt");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(program[0] + " failed: " + said + Files.readString(errors));
        }
        return new ObjectMapper().readTree(said);
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
