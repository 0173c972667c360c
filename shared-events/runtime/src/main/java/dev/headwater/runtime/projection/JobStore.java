package dev.headwater.runtime.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
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
     * Writes how far the job is; whoever takes it up finds its rate, too.
     *
     * @return whether somebody asked to cancel it
     * @throws DatabaseException not written
     */
    boolean save(Job job) {
        JobStatus status = job.status();
        String sql =
                "insert into headwater_job (id, projection, kind, status, document)"
                        + " values (?::uuid, ?, ?, ?, ?) on conflict (id) do update set"
                        + " status = case headwater_job.status when 'SUCCEEDED' then 'SUCCEEDED'"
                        + " else excluded.status end, document = excluded.document,"
                        + " updated_at = now() returning cancelled";
        return database.transaction(
                connection -> {
                    try (PreparedStatement upsert = connection.prepareStatement(sql)) {
                        upsert.setString(1, status.id());
                        upsert.setString(2, status.projection());
                        upsert.setString(3, kind(job));
                        upsert.setString(4, state(status).name());
                        upsert.setString(5, write(status));
                        ResultSet row = upsert.executeQuery();
                        row.next();
                        return row.getBoolean(1);
                    }
                });
    }

    /**
     * The rebuild or rollback of a projection that has not ended, as far as is stored: it runs
     * somewhere, or its process is gone.
     *
     * @throws DatabaseException retry
     */
    Optional<Job> interrupted(String projection) {
        String sql =
                "select id, kind from headwater_job where projection = ?"
                        + " and status = 'RUNNING' and kind not like 'VERIFICATION%'"
                        + " and not cancelled and updated_at > now() - interval '1 day'"
                        + " order by updated_at desc limit 1";
        return database.transaction(
                connection -> {
                    try (PreparedStatement select = connection.prepareStatement(sql)) {
                        select.setString(1, projection);
                        ResultSet found = select.executeQuery();
                        return found.next()
                                ? Optional.of(
                                        job(
                                                found.getObject(1, UUID.class),
                                                found.getString(2),
                                                projection))
                                : Optional.empty();
                    }
                });
    }

    /**
     * A side table that is being made is not to be taken up by anybody, least of all by a release
     * that does not know the kind; see {@link #told}.
     */
    private static JobStatus.State state(JobStatus status) {
        boolean sideways =
                status.kind() == JobStatus.Kind.SIDE_TABLE
                        && status.status() == JobStatus.State.RUNNING;
        return sideways ? JobStatus.State.CANCELLED : status.status();
    }

    /** What a job came to whose process could not say it any more. */
    private static JobStatus told(JobStatus said, JobStatus.State stored, boolean heard) {
        boolean over = said.status() != JobStatus.State.RUNNING;
        if (over || (heard && stored != JobStatus.State.FAILED)) {
            return said;
        }
        return stored == JobStatus.State.SUCCEEDED
                ? said.ended(stored, null)
                : said.ended(JobStatus.State.FAILED, "the process that ran it is gone");
    }

    /** The kind with the most events per second, if there is a limit: {@code REBUILD@5000}. */
    private static String kind(Job job) {
        long rate = job.ratePerSecondMax();
        return rate == 0 ? job.kind().name() : job.kind().name() + "@" + rate;
    }

    private static Job job(UUID id, String kind, String projection) {
        int at = kind.indexOf('@');
        String name = at < 0 ? kind : kind.substring(0, at);
        long rate = at < 0 ? 0 : Long.parseLong(kind.substring(at + 1));
        return new Job(id, JobStatus.Kind.valueOf(name), projection, rate);
    }

    /** Says, in the transaction of the swap, that nobody has to take this job up again. */
    static void swapped(Connection connection, Job job) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update headwater_job set status = 'SUCCEEDED' where id = ?")) {
            update.setObject(1, job.id());
            update.executeUpdate();
        }
    }

    /** Whether {@link #swapped} was committed. */
    static boolean hasSwapped(Connection connection, Job job) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select 1 from headwater_job where id = ? and status = 'SUCCEEDED'")) {
            select.setObject(1, job.id());
            return select.executeQuery().next();
        }
    }

    /** Gives up jobs of processes that are gone; the caller holds the projection's job lock. */
    static void giveUp(Connection connection, String projection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update headwater_job set status = 'FAILED' where projection = ?"
                                + " and status = 'RUNNING'")) {
            update.setString(1, projection);
            update.executeUpdate();
        }
    }

    /**
     * A job of any replica. One that says it runs, but was not heard of for a while, has failed
     * with its process.
     *
     * @throws DatabaseException retry
     */
    Optional<JobStatus> find(UUID id) {
        String sql =
                "select document, status, updated_at < now() - interval '60 s'"
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
                        JobStatus.State stored = JobStatus.State.valueOf(found.getString(2));
                        boolean heard = !found.getBoolean(3);
                        return Optional.of(told(status, stored, heard));
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

    /** Whether a verification of the projection was begun in the period, by whomever. */
    static boolean verificationWithin(Connection connection, String projection, Duration period)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select 1 from headwater_job where projection = ?"
                                + " and kind like 'VERIFICATION%'"
                                + " and updated_at > now() - make_interval(secs => ?)")) {
            select.setString(1, projection);
            select.setDouble(2, period.toMillis() / 1_000.0);
            return select.executeQuery().next();
        }
    }

    /** What the last verification of the projection that came to an end has found. */
    static Optional<Soundness.Verified> verified(Connection connection, String projection)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select document, extract(epoch from now() - updated_at) from headwater_job"
                                + " where projection = ? and kind like 'VERIFICATION%'"
                                + " and status = 'SUCCEEDED' order by updated_at desc limit 1")) {
            select.setString(1, projection);
            ResultSet found = select.executeQuery();
            if (!found.next()) {
                return Optional.empty();
            }
            JobStatus job = read(found.getString(1));
            boolean equal =
                    job.differences().isEmpty()
                            && Objects.equals(job.checksumBefore(), job.checksumAfter());
            return Optional.of(
                    new Soundness.Verified(
                            equal, Duration.ofMillis((long) (found.getDouble(2) * 1_000))));
        }
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
