package dev.headwater.runtime.command;

import java.time.Duration;
import java.util.List;

/** Where owners run. Threads in production; in the simulator, one thread steps them all. */
interface OwnerThreads {

    void start(PartitionOwner owner);

    /** Waits for owners that were told to stop to finish what they do; then interrupts them. */
    void await(List<PartitionOwner> stopped, Duration max);

    /** Interrupts owners that were told to stop. */
    void abandon(List<PartitionOwner> stopped);

    /** Lets time pass before the next try. */
    void pause(Duration duration);
}
