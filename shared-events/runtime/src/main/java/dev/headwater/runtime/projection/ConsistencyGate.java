package dev.headwater.runtime.projection;

import java.time.Duration;

/** Lets a reader wait until a read model reflects what it has been told. */
@FunctionalInterface
public interface ConsistencyGate {

    /**
     * Blocks until the projection has folded everything up to and with {@code offset}, on whatever
     * replica it runs.
     *
     * @param projection the {@link ProjectionId#name}
     * @param partition of the service's own events topic
     * @param offset of the last event that must be folded; -1 asks nothing
     * @param max how long to wait
     * @return whether it was reached in time
     */
    boolean await(String projection, int partition, long offset, Duration max);
}
