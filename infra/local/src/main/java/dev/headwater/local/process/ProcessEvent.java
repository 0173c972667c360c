package dev.headwater.local.process;

import java.time.Duration;

/** Something that a person who watches the platform should see. */
public sealed interface ProcessEvent {

    String process();

    record Started(String process, long pid) implements ProcessEvent {}

    /**
     * @param exitCode as the system tells it: 137 is 128 + 9, killed
     * @param restartIn until it is started again
     */
    record Crashed(String process, int exitCode, Duration restartIn) implements ProcessEvent {}

    record Stopped(String process) implements ProcessEvent {}
}
