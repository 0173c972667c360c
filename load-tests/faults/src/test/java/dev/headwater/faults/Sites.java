package dev.headwater.faults;

import dev.headwater.local.LocalPlatform;
import java.util.List;

/** Where a platform is reached, whatever runs it. */
interface Sites {

    String bootstrapServers();

    String gatewayUrl();

    /** Base URLs at which clients call a service. */
    List<String> urls(String service);

    /** Base URL of one replica: who asks for a job's progress asks who runs it. */
    String replica(String service);

    /** Waits until everything is ready. */
    void awaitReady();

    static Sites of(LocalPlatform platform) {
        return new Sites() {
            @Override
            public String bootstrapServers() {
                return platform.bootstrapServers();
            }

            @Override
            public String gatewayUrl() {
                return platform.url("gateway");
            }

            @Override
            public List<String> urls(String service) {
                return FaultPlatform.urls(platform, service);
            }

            @Override
            public String replica(String service) {
                return platform.url(service + "-1");
            }

            @Override
            public void awaitReady() {
                platform.awaitReady(FaultPlatform.READY_MAX);
            }
        };
    }
}
