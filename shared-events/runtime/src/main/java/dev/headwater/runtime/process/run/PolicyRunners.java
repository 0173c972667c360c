package dev.headwater.runtime.process.run;

import java.util.List;

/** All policies of a service on this replica. */
public final class PolicyRunners implements AutoCloseable {

    private final List<PolicyRunner> runners;

    public PolicyRunners(PolicyParts parts) {
        runners =
                parts.service().policies().stream()
                        .map(policy -> new PolicyRunner(parts, policy))
                        .toList();
    }

    public void start() {
        runners.forEach(PolicyRunner::start);
    }

    /** What every policy does with the partitions that this replica reads. */
    public List<PolicyPartition> partitions() {
        return runners.stream().flatMap(runner -> runner.partitions().stream()).toList();
    }

    /** Ends them all at the same time. */
    @Override
    public void close() {
        List<Thread> closing =
                runners.stream().map(each -> Thread.ofVirtual().start(each::close)).toList();
        for (Thread each : closing) {
            try {
                each.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
