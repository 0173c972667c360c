package dev.headwater.runtime.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.runtime.health.ReadinessProbe;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The pack, the registry behind it, and the check that both agree, as beans. */
@ApplicationScoped
class SchemaBeans {

    private final SchemaPack pack = SchemaPack.load();
    private final RegistrySchemas registry;
    private final SchemaCheck check;

    SchemaBeans(
            @ConfigProperty(
                            name = "headwater.registry.url",
                            defaultValue = "http://localhost:18080")
                    URI url,
            @ConfigProperty(name = "headwater.registry.timeout", defaultValue = "PT3S")
                    Duration timeout,
            @ConfigProperty(name = "headwater.registry.check-pause", defaultValue = "PT30S")
                    Duration pauseMax) {
        registry = new RegistrySchemas(url, timeout);
        check = new SchemaCheck(() -> registry.verify(pack), pauseMax);
    }

    void start(@Observes StartupEvent event) {
        check.start();
    }

    void stop(@Observes ShutdownEvent event) {
        check.close();
        registry.close();
    }

    @Produces
    @Singleton
    SchemaPack pack() {
        return pack;
    }

    @Produces
    @Singleton
    SchemaLookup lookup() {
        return registry;
    }

    @Produces
    @Singleton
    ReadinessProbe schemasAgree() {
        return new SchemasAgree(check);
    }

    private record SchemasAgree(SchemaCheck check) implements ReadinessProbe {

        @Override
        public String name() {
            return "schemas";
        }

        @Override
        public List<String> problems() {
            return switch (check.latest()) {
                case Verification.Same _, Verification.NotYet _ -> List.of();
                case Verification.Different(var differences) -> differences;
            };
        }
    }
}
