package dev.headwater.replay;

import dev.headwater.broker.Directories;
import dev.headwater.broker.KafkaFixture;
import dev.headwater.local.LocalPlatform;
import dev.headwater.runtime.log.Log;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Broker, PostgreSQL and registry, provisioned and without any service, for one piece of work. */
public final class Infrastructure {

    private Infrastructure() {}

    /**
     * @param progress gets a line for every step
     * @param work with the platform and its log
     */
    public static void with(Consumer<String> progress, BiConsumer<LocalPlatform, Log> work) {
        Path directory = Directories.temporary();
        try (LocalPlatform platform =
                        LocalPlatform.plan()
                                .directory(directory)
                                .freePorts()
                                .infrastructureOnly()
                                .progress(progress)
                                .start();
                KafkaFixture kafka = new KafkaFixture(platform.bootstrapServers())) {
            work.accept(platform, kafka.log());
        } finally {
            Directories.delete(directory);
        }
    }
}
