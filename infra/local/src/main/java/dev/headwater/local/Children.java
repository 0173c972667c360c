package dev.headwater.local;

import dev.headwater.local.process.ManagedProcess;
import dev.headwater.local.process.ProcessEvent;
import dev.headwater.local.process.ProcessSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The processes of one platform, by name. Thread-safe. */
final class Children {

    private final PlatformPlan plan;
    private final Consumer<ProcessEvent> listener;
    private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();
    private volatile boolean closing;

    /**
     * @param listener gets every event of every process, from several threads
     */
    Children(PlatformPlan plan, Consumer<ProcessEvent> listener) {
        this.plan = plan;
        this.listener = listener;
    }

    /** Starts one more process; does not wait for it to be ready. */
    ManagedProcess launch(ProcessSpec spec) {
        plan.directory.rotateLog(spec.name());
        ManagedProcess process = new ManagedProcess(spec, plan.restarts, listener);
        synchronized (processes) {
            if (closing) {
                throw new PlatformException("The platform is being stopped.");
            }
            processes.put(spec.name(), process);
        }
        process.start();
        return process;
    }

    /**
     * @throws PlatformException when the platform has none of this name
     */
    ManagedProcess get(String name) {
        synchronized (processes) {
            ManagedProcess process = processes.get(name);
            if (process == null) {
                throw new PlatformException(
                        "No process is called " + name + "; there are " + processes.keySet() + ".");
            }
            return process;
        }
    }

    /** In the order in which they were launched. */
    List<ManagedProcess> all() {
        synchronized (processes) {
            return List.copyOf(processes.values());
        }
    }

    List<PlatformState.Entry> entries() {
        return all().stream()
                .map(
                        process ->
                                new PlatformState.Entry(
                                        process.spec().group(),
                                        process.spec().replica(),
                                        process.pid(),
                                        process.spec().port(),
                                        process.crashes()))
                .toList();
    }

    boolean isClosing() {
        return closing;
    }

    /** Launches nothing from now on; false when that was so already. */
    boolean beginClosing() {
        synchronized (processes) {
            boolean first = !closing;
            closing = true;
            return first;
        }
    }

    /** Stops all at once, but those that the others need: them afterwards, in this order. */
    void stopAll(List<String> last) {
        List<Runnable> others = new ArrayList<>();
        for (ManagedProcess process : all()) {
            if (!last.contains(process.spec().name())) {
                others.add(process::stop);
            }
        }
        Parallel.run(others.toArray(Runnable[]::new));
        for (String name : last) {
            all().stream()
                    .filter(process -> process.spec().name().equals(name))
                    .forEach(ManagedProcess::stop);
        }
    }
}
