package dev.headwater.runtime.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
     * Writes how far the job is.
     *
     * @return whether somebody asked to cancel it
     * @throws DatabaseException not written
     */
    boolean save(JobStatus status) {
        String sql =
                "insert into headwater_job (id, projection, kind, status, document)"
                        + " values (?::uuid, ?, ?, ?, ?) on conflict (id) do update set"
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
                        ResultSet row = upsert.executeQuery();
                        row.next();
                        return row.getBoolean(1);
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
                "select document, status = 'RUNNING' and updated_at < now() - interval '15 s'"
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
