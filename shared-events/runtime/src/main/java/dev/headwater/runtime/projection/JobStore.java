package dev.headwater.runtime.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Jobs in {@code headwater_job}, so that every replica can show and cancel them. Thread-safe. */
final class JobStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProjectionDatabase database;

    JobStore(ProjectionDatabase database) {
        this.database = database;
    }

    /**
     * Writes how far the job is; whoever takes it up finds its rate and its table, too.
     *
     * @return whether somebody asked to cancel it
     * @throws DatabaseException not written
     */
    boolean save(Job job) {
        JobStatus status = job.status();
        String sql =
                "insert into headwater_job (id, projection, kind, status, document, rate_max)"
                        + " values (?::uuid, ?, ?, ?, ?, ?) on conflict (id) do update set"
                        + " status = excluded.status, document = excluded.document,"
                        + " updated_at = now() returning cancelled";
        return database.transaction(
                connection -> {
                    try (PreparedStatement upsert = connection.prepareStatement(sql)) {
                        upsert.setString(1, status.id());
                        upsert.setString(2, status.projection());
                        upsert.setString(3, status.kind().name());
                        upsert.setString(4, status.status().name());
                        upsert.setString(5, write(status));
                        upsert.setLong(6, job.ratePerSecondMax());
                        ResultSet row = upsert.executeQuery();
                        row.next();
                        return row.getBoolean(1);
                    }
                });
    }

    /** Remembers, in the transaction that makes it or takes it over, which table a job fills. */
    static void fills(Connection connection, Job job, int generation) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update headwater_job set generation = ? where id = ?")) {
            update.setInt(1, generation);
            update.setObject(2, job.id());
            update.executeUpdate();
        }
    }

    /**
     * The rebuild or rollback of a projection that has not ended, as far as is stored: it runs
     * somewhere, or its process is gone.
     *
     * @throws DatabaseException retry
     */
    Optional<Job> interrupted(String projection) {
        String sql =
                "select id, kind, rate_max, generation from headwater_job where projection = ?"
                        + " and status = 'RUNNING' and kind in ('REBUILD', 'ROLLBACK')"
                        + " and not cancelled and updated_at > now() - interval '1 day'"
                        + " order by updated_at desc limit 1";
        return database.transaction(
                connection -> {
                    try (PreparedStatement select = connection.prepareStatement(sql)) {
                        select.setString(1, projection);
                        ResultSet found = select.executeQuery();
                        return found.next()
                                ? Optional.of(
                                        new Job(
                                                found.getObject(1, UUID.class),
                                                JobStatus.Kind.valueOf(found.getString(2)),
                                                projection,
                                                found.getLong(3),
                                                found.getInt(4)))
                                : Optional.empty();
                    }
                });
    }

    /**
     * A job of any replica. One that says it runs, but was not heard of for a while, has failed
     * with its process.
     *
     * @throws DatabaseException retry
     */
    Optional<JobStatus> find(UUID id) {
        String sql =
                "select document, status = 'RUNNING' and updated_at < now() - interval '60 s'"
                        + " from headwater_job where id = ?";
        return database.transaction(
                connection -> {
                    try (PreparedStatement select = connection.prepareStatement(sql)) {
                        select.setObject(1, id);
                        ResultSet found = select.executeQuery();
                        if (!found.next()) {
                            return Optional.empty();
                        }
                        JobStatus status = read(found.getString(1));
                        return Optional.of(
                                found.getBoolean(2)
                                        ? status.failed("the process that ran it is gone")
                                        : status);
                    }
                });
    }

    /**
     * Asks whichever replica runs it to end it.
     *
     * @throws DatabaseException retry
     */
    void cancel(UUID id) {
        database.transaction(
                connection -> {
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "update headwater_job set cancelled = true where id = ?")) {
                        update.setObject(1, id);
                        return update.executeUpdate();
                    }
                });
    }

    private static String write(JobStatus status) {
        try {
            return JSON.writeValueAsString(status);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JobStatus read(String document) {
        try {
            return JSON.readValue(document, JobStatus.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
