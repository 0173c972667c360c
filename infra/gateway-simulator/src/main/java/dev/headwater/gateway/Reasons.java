package dev.headwater.gateway;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;

/** Why input or output failed, in words without a class name. */
final class Reasons {

    private Reasons() {}

    static String of(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case NotDirectoryException _ -> "its parent is not a directory";
            case FileSystemException fs when fs.getReason() != null -> fs.getReason();
            case FileSystemException fs -> fs.getFile() + " is in the way";
            default -> String.valueOf(e.getMessage());
        };
    }
}
