package dev.headwater.local.provision;

import dev.headwater.contracts.SchemaPack;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes topics, groups and schemas of a running broker and registry what the repository says.
 * Idempotent.
 */
public final class Provisioning {

    private final Path topicsFile;
    private final String environment;
    private final Map<String, Object> connection;
    private final String registryUrl;
    private final Consumer<String> progress;

    /**
     * @param environment of {@code topics.yaml}: {@code local} or {@code kubernetes}
     * @param connection {@code bootstrap.servers} and security settings
     * @param registryUrl base URL of the registry
     * @param progress gets a line for everything that was made
     */
    public Provisioning(
            Path topicsFile,
            String environment,
            Map<String, Object> connection,
            String registryUrl,
            Consumer<String> progress) {
        this.topicsFile = topicsFile;
        this.environment = environment;
        this.connection = Map.copyOf(connection);
        this.registryUrl = registryUrl;
        this.progress = progress;
    }

    /**
     * Topics, then the offsets of groups that have none.
     *
     * @throws dev.headwater.local.PlatformException when a topic differs from the file
     */
    public void topics() {
        TopicsFile file = TopicsFile.read(topicsFile);
        try (Topics topics = new Topics(connection)) {
            int created = topics.ensure(file.topics(environment));
            int committed = file.groups().stream().mapToInt(topics::startAtZero).sum();
            if (created > 0 || committed > 0) {
                progress.accept(
                        "made %d topics, started %d group partitions at 0"
                                .formatted(created, committed));
            }
        }
    }

    /**
     * Schemas under the ids that the repository gives them.
     *
     * @throws dev.headwater.local.PlatformException when the registry holds something else under
     *     one
     */
    public void schemas() {
        int registered = register(registryUrl, SchemaPack.load());
        if (registered > 0) {
            progress.accept("registered %d schemas".formatted(registered));
        }
    }

    /**
     * Registers what is missing of a pack, under its ids, and sets the registry's rules.
     * Idempotent.
     *
     * @return how many artifact versions were missing
     * @throws dev.headwater.local.PlatformException when the registry differs, or versions of a
     *     schema are not compatible with each other; nothing is registered then
     */
    public static int register(String registryUrl, SchemaPack pack) {
        return new Schemas(registryUrl).ensure(pack.all());
    }
}
