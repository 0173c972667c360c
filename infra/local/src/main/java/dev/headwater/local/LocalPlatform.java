package dev.headwater.local;

import dev.headwater.local.process.ManagedProcess;
import dev.headwater.local.process.ProcessEvent;
import dev.headwater.local.process.ProcessSpec;
import dev.headwater.local.provision.Provisioning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A running platform of this process: broker, PostgreSQL, registry, gateway and services as
 * children that die with it. Processes are called {@code kafka}, {@code postgres}, {@code
 * registry}, {@code gateway} and {@code orders-1}, {@code orders-2}, … Thread-safe.
 *
 * <pre>{@code
 * try (LocalPlatform platform = LocalPlatform.plan().directory(temp).freePorts().infrastructureOnly().start()) {
 *     platform.kill9("kafka");
 *     platform.awaitReady(Duration.ofSeconds(30));
 * }
 * }</pre>
 */
public final class LocalPlatform implements AutoCloseable {

    static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    private final PlatformPlan plan;
    private final PlatformLock lock;
    private final Broker broker;
    private final Postgres postgres;
    private final Registry registry;
    private final Children children;
    private final Thread closer = new Thread(this::close, "platform-closer");
    private volatile boolean ready;

    private LocalPlatform(PlatformPlan plan, PlatformLock lock) {
        this.plan = plan;
        this.lock = lock;
        children = new Children(plan, this::happened);
        broker = new Broker(plan.repository, plan.directory, plan.ports, plan.proxied);
        postgres = new Postgres(plan.repository, plan.directory, plan.ports.of(Ports.POSTGRES));
        registry =
                new Registry(
                        plan.repository,
                        plan.directory,
                        plan.ports,
                        postgres.jdbcUrl(Registry.NAME));
    }

    /** A plan for the checkout around the working directory. */
    public static PlatformPlan plan() {
        return new PlatformPlan(Repository.find());
    }

    static LocalPlatform start(PlatformPlan plan) {
        plan.directory.create();
        new DiskSpace(plan.directory).require();
        PlatformLock lock = PlatformLock.tryAcquire(plan.directory);
        if (lock == null) {
            throw new PlatformException(
                    "A platform runs in " + plan.directory.base() + " already.");
        }
        LocalPlatform platform = new LocalPlatform(plan, lock);
        Runtime.getRuntime().addShutdownHook(platform.closer);
        try {
            platform.bringUp();
            return platform;
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    private void bringUp() {
        new PortCheck(plan).requireFree();
        writeState();
        Parallel.run(this::bringUpBroker, this::bringUpPostgresAndRegistry, this::bringUpGateway);
        for (String service : plan.services) {
            for (int replica = 1; replica <= plan.replicasOf(service); replica++) {
                children.launch(services().replica(plan.servicesBuilt, service, replica));
            }
        }
        awaitReady(START_TIMEOUT);
        ready = true;
        writeState();
    }

    private void bringUpBroker() {
        ManagedProcess process = children.launch(broker.prepare());
        await(process, START_TIMEOUT);
        if (plan.provisioning) {
            provisioning().topics();
        }
    }

    private void bringUpPostgresAndRegistry() {
        ManagedProcess process = children.launch(postgres.prepare());
        await(process, START_TIMEOUT);
        List<String> databases = new ArrayList<>(List.of(Registry.NAME));
        databases.addAll(PlatformPlan.SERVICES);
        postgres.createDatabases(databases);
        await(children.launch(registry.prepare()), START_TIMEOUT);
        if (plan.provisioning) {
            provisioning().schemas();
        }
    }

    private void bringUpGateway() {
        if (plan.services.contains("payments")) {
            children.launch(services().gateway());
        }
    }

    private Provisioning provisioning() {
        return new Provisioning(
                plan.repository.topics(),
                "local",
                Map.of("bootstrap.servers", bootstrapServers()),
                registryUrl(),
                plan.progress);
    }

    private ServiceProcesses services() {
        return new ServiceProcesses(plan, postgres, bootstrapServers(), registryUrl());
    }

    private void happened(ProcessEvent event) {
        switch (event) {
            case ProcessEvent.Started(String name, long pid) -> {
                if (ready) {
                    plan.progress.accept(name + " started again, pid " + pid);
                }
            }
            case ProcessEvent.Crashed crash -> crashed(crash);
            case ProcessEvent.Stopped(String name) -> plan.progress.accept(name + " stopped");
        }
        if (!children.isClosing()) {
            tellState();
        }
    }

    private void crashed(ProcessEvent.Crashed crash) {
        plan.progress.accept(
                "%s ended unexpectedly with exit code %d, starts again in %d ms; its log: %s"
                        .formatted(
                                crash.process(),
                                crash.exitCode(),
                                crash.restartIn().toMillis(),
                                plan.directory.log(crash.process())));
        String shortage = new DiskSpace(plan.directory).shortage();
        if (shortage != null) {
            plan.progress.accept(shortage);
        }
    }

    /** What cannot be written, on a disk that is full, keeps no process from being restarted. */
    private void tellState() {
        try {
            writeState();
        } catch (PlatformException e) {
            plan.progress.accept(e.getMessage());
        }
    }

    private void await(ManagedProcess process, Duration timeout) {
        new ReadinessWait(plan.directory, children::isClosing).await(List.of(process), timeout);
    }

    /**
     * Waits until every process that was not stopped is ready.
     *
     * @throws PlatformException naming what is not, with the end of its log
     */
    public void awaitReady(Duration timeout) {
        List<ManagedProcess> wanted =
                children.all().stream().filter(ManagedProcess::isWanted).toList();
        new ReadinessWait(plan.directory, children::isClosing).await(wanted, timeout);
    }

    /** Waits until this process is ready. */
    public void awaitReady(String name, Duration timeout) {
        new ReadinessWait(plan.directory, children::isClosing)
                .await(List.of(children.get(name)), timeout);
    }

    /** Ends a process in order; it stays down until {@link #start(String)}. */
    public void stop(String name) {
        children.get(name).stop();
    }

    /** Starts a stopped or killed process; does not wait for it to be ready. */
    public void start(String name) {
        children.get(name).start();
    }

    /**
     * Ends a service's replica in order and starts it from what another checkout was built to; does
     * not wait for it to be ready.
     *
     * @param checkout the root of a checkout whose services are built
     */
    public void startFrom(Path checkout, String service, int replica) {
        ProcessSpec spec = services().replica(new Repository(checkout), service, replica);
        children.get(spec.name()).stop();
        children.launch(spec);
    }

    /** {@code kill -9}. The platform starts it again unless the plan says otherwise. */
    public void kill9(String name) {
        children.get(name).kill9();
    }

    /** SIGSTOP. */
    public void freeze(String name) {
        children.get(name).freeze();
    }

    /** SIGCONT. */
    public void thaw(String name) {
        children.get(name).thaw();
    }

    public boolean isReady(String name) {
        return children.get(name).isReady();
    }

    /** Process id, -1 while it is down. */
    public long pid(String name) {
        return children.get(name).pid();
    }

    public int port(String name) {
        return children.get(name).spec().port();
    }

    /** Base URL of a process that serves HTTP. */
    public String url(String name) {
        return "http://127.0.0.1:" + port(name);
    }

    public List<String> names() {
        return children.all().stream().map(process -> process.spec().name()).toList();
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public String registryUrl() {
        return registry.url();
    }

    /** JDBC URL of a service's database; user and password are the service's name. */
    public String jdbcUrl(String service) {
        return postgres.jdbcUrl(service);
    }

    /** Drops a service's database whoever uses it, and makes it anew, empty. */
    public void recreateDatabase(String service) {
        postgres.recreateDatabase(service);
    }

    public PlatformDirectory directory() {
        return plan.directory;
    }

    /** Stops services, gateway, registry, broker and PostgreSQL, in order; forgets the state. */
    @Override
    public void close() {
        if (!children.beginClosing()) {
            return;
        }
        children.stopAll(List.of(Ports.GATEWAY, Registry.NAME, Broker.NAME, Postgres.NAME));
        PlatformState.delete(plan.directory);
        lock.close();
        forgetCloser();
    }

    private void forgetCloser() {
        try {
            Runtime.getRuntime().removeShutdownHook(closer);
        } catch (IllegalStateException _) {
            // This very hook runs: the JVM ends.
        }
    }

    private void writeState() {
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("kafka", bootstrapServers());
        urls.put("registry", registryUrl());
        urls.put("postgres", postgres.jdbcUrl(""));
        synchronized (lock) {
            new PlatformState(ProcessHandle.current().pid(), ready, urls, children.entries())
                    .write(plan.directory);
        }
    }
}
