package dev.headwater.runtime.health;

import java.util.List;

/**
 * Something that only a restart of the process can mend: a loop that ended, a thread that is stuck.
 * A bean of this type, any number of them, is asked by every liveness check.
 */
public interface LivenessProbe {

    /** What is checked, in kebab case. */
    String name();

    /**
     * Answers from memory, at once.
     *
     * @return one sentence for each thing that a restart must mend; empty when alive
     */
    List<String> problems();
}
