package dev.headwater.kubernetes.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory that a process has for itself, as Linux counts it: what a memory limit cannot push out.
 */
final class ProcessMemory {

    private static final Pattern OWN = Pattern.compile("(?m)^Rss(?:Anon|Shmem):\\s+(\\d+) kB");

    private volatile long peak;

    /** How much it has now [bytes]; 0 when it is gone. Called by one thread. */
    long look(long pid) {
        long now = 0;
        try {
            Matcher matcher =
                    OWN.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            while (matcher.find()) {
                now += Long.parseLong(matcher.group(1)) << 10;
            }
        } catch (IOException e) {
            return 0;
        }
        peak = Math.max(peak, now);
        return now;
    }

    long peak() {
        return peak;
    }
}
