package dev.headwater.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a child JVM: this JVM's own java, a small heap, and a shared class archive.
 */
final class JavaCommand {

    private final List<String> command = new ArrayList<>();

    /**
     * @param heapMib largest heap [MiB]
     */
    JavaCommand(int heapMib) {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMib + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+UseCompactObjectHeaders");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("--sun-misc-unsafe-memory-access=allow");
    }

    /**
     * Start-up from an archive of loaded classes.
     *
     * @param writes whether this process writes it when it ends in order, anew when the class path
     *     has changed; one process at a time may
     */
    JavaCommand sharedArchive(Path archive, boolean writes) {
        if (writes) {
            command.add("-XX:+AutoCreateSharedArchive");
        }
        command.add("-XX:SharedArchiveFile=" + archive);
        command.add("-Xlog:disable");
        return this;
    }

    /**
     * Compiles quickly and lightly: what lives for a session on a small machine starts in half the
     * time.
     */
    JavaCommand quickToStart() {
        return option("-XX:TieredStopAtLevel=1");
    }

    JavaCommand option(String option) {
        command.add(option);
        return this;
    }

    JavaCommand property(String name, String value) {
        command.add("-D" + name + "=" + value);
        return this;
    }

    List<String> main(String classPath, String mainClass, String... arguments) {
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return List.copyOf(command);
    }

    List<String> jar(Path jar, String... arguments) {
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(List.of(arguments));
        return List.copyOf(command);
    }
}
