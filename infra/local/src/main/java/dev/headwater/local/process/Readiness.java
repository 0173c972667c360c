package dev.headwater.local.process;

/** Asks a process whether it can be used. */
@FunctionalInterface
public interface Readiness {

    /** One attempt, at most a few seconds long; any exception counts as "not yet". */
    boolean isReady() throws Exception;
}
