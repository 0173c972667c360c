package dev.headwater.runtime.admin;

import dev.headwater.runtime.http.Problem;
import dev.headwater.runtime.http.ProblemException;
import dev.headwater.runtime.projection.JobStatus;
import dev.headwater.runtime.projection.Projections;
import java.util.UUID;

/** Looks up what a path names; ends the request where there is no such thing. */
final class ProjectionJobs {

    private ProjectionJobs() {}

    static void requireKnown(Projections projections, String name) {
        if (!projections.names().contains(name)) {
            throw Problem.notFound(
                            "this service has no such projection, only " + projections.names())
                    .asException();
        }
    }

    static JobStatus find(Projections projections, JobStatus.Kind kind, String name, String id) {
        requireKnown(projections, name);
        UUID parsed;
        try {
            parsed = UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw Problem.invalidParameter("id", "a UUID").asException();
        }
        return projections
                .job(kind, name, parsed)
                .orElseThrow(() -> Problem.notFound("no such job of " + name).asException());
    }

    static ProblemException running(String what) {
        return Problem.of(409, "job-running", "Job running", what).asException();
    }
}
