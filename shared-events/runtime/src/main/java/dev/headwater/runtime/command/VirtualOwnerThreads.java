package dev.headwater.runtime.command;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A virtual thread for each owner. */
final class VirtualOwnerThreads implements OwnerThreads {

    private static final System.Logger LOG = System.getLogger(VirtualOwnerThreads.class.getName());

    private final Map<PartitionOwner, Thread> threads = new ConcurrentHashMap<>();

    @Override
    public void start(PartitionOwner owner) {
        Thread thread =
                Thread.ofVirtual()
                        .name("owner-p" + owner.partition())
                        .unstarted(
                                () -> {
                                    try {
                                        owner.run();
                                    } finally {
                                        threads.remove(owner);
                                    }
                                });
        threads.put(owner, thread);
        thread.start();
    }

    @Override
    public void await(List<PartitionOwner> stopped, Duration max) {
        long deadline = System.nanoTime() + max.toNanos();
        for (PartitionOwner owner : stopped) {
            Thread thread = threads.get(owner);
            if (thread != null && !joined(thread, deadline - System.nanoTime())) {
                LOG.log(
                        Level.WARNING,
                        "partition {0} was not handed over in time: its successor fences it",
                        owner.partition());
                thread.interrupt();
            }
        }
    }

    private static boolean joined(Thread thread, long nanos) {
        try {
            return thread.join(Duration.ofNanos(Math.max(1, nanos)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void abandon(List<PartitionOwner> stopped) {
        for (PartitionOwner owner : stopped) {
            Thread thread = threads.get(owner);
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    @Override
    public void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
