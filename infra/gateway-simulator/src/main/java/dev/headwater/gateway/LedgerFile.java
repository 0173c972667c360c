package dev.headwater.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of entries, one JSON object a line.
 *
 * <p>A line counts when it ends in a line feed and has reached the disk. What a killed process left
 * behind the last line feed was answered to nobody, and is cut off when the file is opened. Callers
 * that wait for the disk at the same time share one sync.
 */
final class LedgerFile implements AutoCloseable {

    private final FileChannel channel;
    private final ObjectMapper json;
    private final ReentrantLock syncing = new ReentrantLock();
    private volatile long written;
    private volatile long synced;

    private LedgerFile(FileChannel channel, ObjectMapper json) {
        this.channel = channel;
        this.json = json;
    }

    /**
     * Opens the file, creates it if there is none, and reads what it holds.
     *
     * @param each takes every entry, in the order in which they were written
     * @throws StartupException when the file cannot be written, is in use, or holds something else
     */
    static LedgerFile open(Path path, ObjectMapper json, Consumer<Entry> each)
            throws StartupException {
        FileChannel channel = null;
        try {
            Path directory = path.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            channel =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw inUse(path);
            }
            LedgerFile file = new LedgerFile(channel, json);
            file.read(path, each);
            return file;
        } catch (OverlappingFileLockException _) {
            closeQuietly(channel);
            throw inUse(path);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new StartupException(
                    "The ledger %s cannot be written: %s.".formatted(path, Reasons.of(e)));
        } catch (StartupException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    private static StartupException inUse(Path path) {
        return new StartupException(
                "The ledger %s is in use by another gateway simulator.".formatted(path));
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException _) {
            // The reason why it is closed is what people need to read.
        }
    }

    private void read(Path path, Consumer<Entry> each) throws IOException, StartupException {
        // Not closed: that would close the channel.
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long end = 0;
        int number = 1;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                line.write(next);
                continue;
            }
            try {
                each.accept(json.readValue(line.toByteArray(), Entry.class));
            } catch (JsonProcessingException | RuntimeException _) {
                throw new StartupException(
                        "Line %d of %s is no ledger entry.".formatted(number, path));
            }
            end += line.size() + 1;
            number++;
            line.reset();
        }
        channel.truncate(end);
        channel.position(end);
        channel.force(true);
        written = end;
        synced = end;
    }

    /**
     * Appends an entry. Not thread-safe: the ledger calls it under its lock.
     *
     * @return the position behind the entry, for {@link #awaitDurable}
     * @throws IOException when it is unknown what the file holds now: the process must end
     */
    long append(Entry entry) throws IOException {
        byte[] bytes = json.writeValueAsBytes(entry);
        ByteBuffer line = ByteBuffer.allocate(bytes.length + 1).put(bytes).put((byte) '\n').flip();
        while (line.hasRemaining()) {
            channel.write(line);
        }
        long end = written + bytes.length + 1;
        written = end;
        return end;
    }

    /**
     * Returns once all before {@code position} has reached the disk. Thread-safe.
     *
     * @throws IOException when it is unknown what the disk holds: the process must end
     */
    void awaitDurable(long position) throws IOException {
        if (synced >= position) {
            return;
        }
        syncing.lock();
        try {
            if (synced < position) {
                long target = written;
                channel.force(false);
                synced = target;
            }
        } finally {
            syncing.unlock();
        }
    }

    /** Everything that was appended until now. */
    long position() {
        return written;
    }

    @Override
    public void close() throws IOException {
        channel.force(true);
        channel.close();
    }
}
