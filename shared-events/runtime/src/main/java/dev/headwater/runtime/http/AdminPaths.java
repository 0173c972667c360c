package dev.headwater.runtime.http;

/** The operators' part of the HTTP interface. */
final class AdminPaths {

    private static final String ROOT = "/admin";

    private AdminPaths() {}

    static boolean contains(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }
}
