package dev.headwater.local;

/** The databases of a platform that another process of this machine runs. */
public final class PlatformDatabases {

    private final int port;

    private PlatformDatabases(int port) {
        this.port = port;
    }

    public static PlatformDatabases of(PlatformState state) {
        return state.processes().stream()
                .filter(entry -> entry.name().equals(Postgres.NAME))
                .map(entry -> new PlatformDatabases(entry.port()))
                .findFirst()
                .orElseThrow(() -> new PlatformException("PostgreSQL does not run."));
    }

    /** Drops a service's database whoever uses it, and makes it anew, empty. */
    public void recreate(String service) {
        Postgres.recreateDatabase(port, service);
    }
}
