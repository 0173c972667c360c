package dev.headwater.runtime.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The HTTP layer alone: everything behind it is a fake, no log and no database is started. */
public class HttpProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("quarkus.application.name", "things"),
                Map.entry("quarkus.devservices.enabled", "false"),
                Map.entry("quarkus.datasource.db-kind", "postgresql"),
                Map.entry("quarkus.hibernate-orm.enabled", "false"),
                Map.entry("quarkus.flyway.active", "false"),
                Map.entry("quarkus.arc.exclude-types", WITHOUT_THE_REST),
                Map.entry("headwater.http.consistency-wait", "100ms"),
                Map.entry("headwater.instance", "things-1"));
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(FakeService.class);
    }

    private static final String WITHOUT_THE_REST =
            String.join(
                    ",",
                    "dev.headwater.runtime.admin.**",
                    "dev.headwater.runtime.codec.**",
                    "dev.headwater.runtime.command.**",
                    "dev.headwater.runtime.log.**",
                    "dev.headwater.runtime.process.**",
                    "dev.headwater.runtime.projection.**",
                    "dev.headwater.runtime.replay.**");
}
