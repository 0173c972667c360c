package dev.headwater.faults;

import dev.headwater.broker.Wait;
import dev.headwater.local.LocalPlatform;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a campaign does to a platform; each strike ends with everything running again. */
enum Fault {
    /** SIGKILL of a service's replica, started again by its supervisor. */
    KILL_SERVICE(6) {
        @Override
        String strike(LocalPlatform platform, Network network, RandomGenerator random) {
            String victim = one(services(platform), random);
            platform.kill9(victim);
            platform.awaitReady(victim, FaultPlatform.READY_MAX);
            return victim;
        }
    },
    /** SIGKILL of an owner that stays away for longer than its session: the other takes over. */
    KILL_OWNER_AND_KEEP_AWAY(3) {
        @Override
        String strike(LocalPlatform platform, Network network, RandomGenerator random) {
            String victim = one(replicas(platform, "orders"), random);
            platform.kill9(victim);
            platform.stop(victim);
            Wait.pass(BEYOND_A_SESSION);
            platform.start(victim);
            platform.awaitReady(victim, FaultPlatform.READY_MAX);
            return victim;
        }
    },
    /** SIGKILL of all replicas of orders at once. */
    KILL_ALL_ORDERS(1) {
        @Override
        String strike(LocalPlatform platform, Network network, RandomGenerator random) {
            List<String> victims = replicas(platform, "orders");
            victims.forEach(platform::kill9);
            victims.forEach(each -> platform.awaitReady(each, FaultPlatform.READY_MAX));
            return String.join(", ", victims);
        }
    },
    /** SIGSTOP beyond the session: a zombie that wakes up fenced. */
    FREEZE_SERVICE(4) {
        @Override
        String strike(LocalPlatform platform, Network network, RandomGenerator random) {
            String victim = one(services(platform), random);
            freeze(victim, BEYOND_A_SESSION, platform);
            return victim;
        }
    },
    /** SIGTERM and start, one replica after the other: every step moves partitions. */
    RESTART_STORM(2) {
        @Override
        String strike(LocalPlatform platform, Network network, RandomGenerator random) {
            for (String each : replicas(platform, "orders")) {
                platform.stop(each);
                platform.start(each);
                platform.awaitReady(each, FaultPlatform.READY_MAX);
            }
            return "orders";
        }
    },
    /** SIGKILL of what the services stand on. */
    KILL_BROKER(2) {
        @Override
        String strike(LocalPlatform platform, Network network, RandomGenerator random) {
            return killed("kafka", platform);
        }
    },
    KILL_POSTGRES(2) {
        @Override
        String strike(LocalPlatform platform, Network network, RandomGenerator random) {
            return killed("postgres", platform);
        }
    },
    KILL_REGISTRY(1) {
        @Override
        String strike(LocalPlatform platform, Network network, RandomGenerator random) {
            return killed("registry", platform);
        }
    },
    KILL_GATEWAY(1) {
        @Override
        String strike(LocalPlatform platform, Network network, RandomGenerator random) {
            return killed("gateway", platform);
        }
    },
    /** SIGSTOP of the broker: nobody is told anything, then all at once. */
    FREEZE_BROKER(1) {
        @Override
        String strike(LocalPlatform platform, Network network, RandomGenerator random) {
            freeze("kafka", Duration.ofSeconds(3), platform);
            return "kafka";
        }
    },
    /** Every connection of a service to the broker ends at once. */
    NETWORK_CUT(2) {
        @Override
        String strike(LocalPlatform platform, Network network, RandomGenerator random) {
            network.cut();
            return ALL;
        }
    },
    /** What is committed then is committed, and nobody knows. */
    ANSWERS_LOST(3) {
        @Override
        String strike(LocalPlatform platform, Network network, RandomGenerator random) {
            during(Network.Weather.ANSWERS_LOST, Duration.ofMillis(1_500), network);
            network.cut();
            return ALL;
        }
    },
    NETWORK_SLOW(1) {
        @Override
        String strike(LocalPlatform platform, Network network, RandomGenerator random) {
            during(Network.Weather.SLOW, Duration.ofSeconds(5), network);
            return ALL;
        }
    },
    /** All services are cut off beyond their sessions, without being told. */
    PARTITIONED(1) {
        @Override
        String strike(LocalPlatform platform, Network network, RandomGenerator random) {
            during(Network.Weather.SILENT, BEYOND_A_SESSION, network);
            return ALL;
        }
    },
    /** Tables are not needed to decide. */
    POSTGRES_AWAY(1) {
        @Override
        String strike(LocalPlatform platform, Network network, RandomGenerator random) {
            platform.stop("postgres");
            Wait.pass(Duration.ofSeconds(8));
            platform.start("postgres");
            platform.awaitReady("postgres", FaultPlatform.READY_MAX);
            return "postgres";
        }
    };

    private static final Duration BEYOND_A_SESSION = Duration.ofSeconds(8);

    private static final String ALL = "all services";

    private final int weight;

    Fault(int weight) {
        this.weight = weight;
    }

    /**
     * Does it, and returns when what it hit runs again; what still recovers then is met by the
     * next.
     *
     * @return what was hit
     */
    abstract String strike(LocalPlatform platform, Network network, RandomGenerator random);

    /** One of them, as often as its weight says. */
    static Fault next(RandomGenerator random) {
        int all = 0;
        for (Fault each : values()) {
            all += each.weight;
        }
        int drawn = random.nextInt(all);
        for (Fault each : values()) {
            drawn -= each.weight;
            if (drawn < 0) {
                return each;
            }
        }
        throw new IllegalStateException("weights");
    }

    private static void during(Network.Weather weather, Duration duration, Network network) {
        network.become(weather);
        try {
            Wait.pass(duration);
        } finally {
            network.become(Network.Weather.FINE);
        }
    }

    private static void freeze(String victim, Duration duration, LocalPlatform platform) {
        platform.freeze(victim);
        try {
            Wait.pass(duration);
        } finally {
            platform.thaw(victim);
        }
        platform.awaitReady(victim, FaultPlatform.READY_MAX);
    }

    private static String killed(String name, LocalPlatform platform) {
        platform.kill9(name);
        platform.awaitReady(name, FaultPlatform.READY_MAX);
        return name;
    }

    private static List<String> services(LocalPlatform platform) {
        return platform.names().stream()
                .filter(name -> name.matches("(orders|payments|inventory)-\\d"))
                .sorted()
                .toList();
    }

    private static List<String> replicas(LocalPlatform platform, String service) {
        return services(platform).stream().filter(name -> name.startsWith(service)).toList();
    }

    private static String one(List<String> names, RandomGenerator random) {
        return names.get(random.nextInt(names.size()));
    }
}
