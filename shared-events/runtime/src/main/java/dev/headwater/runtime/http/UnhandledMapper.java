package dev.headwater.runtime.http;

import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Everything else. Trouble that passes, a database or log that is away, is 503; the rest is a
 * defect of ours: 500 with the id under which the log has the cause, and no word of the cause
 * itself.
 */
@Provider
public class UnhandledMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(UnhandledMapper.class);

    private static final int CAUSES_MAX = 10;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @Override
    public Response toResponse(Throwable exception) {
        String outage = Outages.of(exception);
        if (outage != null) {
            LOG.debug("request refused, something it needs is away", exception);
            return Problems.response(Problem.unavailable(outage), RETRY_AFTER);
        }
        if (clientIsGone(exception)) {
            LOG.debug("request given up by its client", exception);
            return Response.status(Response.Status.BAD_REQUEST).build();
        }
        return defect(exception, LOG);
    }

    /** Nobody hears the answer, and nothing is wrong here. */
    private static boolean clientIsGone(Throwable exception) {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause)
                .limit(CAUSES_MAX)
                .anyMatch(HttpClosedException.class::isInstance);
    }

    static Response defect(Throwable exception, Logger log) {
        return Problems.response(logged(exception, log));
    }

    static Problem logged(Throwable exception, Logger log) {
        String id = UUID.randomUUID().toString();
        log.errorf(exception, "request failed errorId=%s", id);
        return Problem.of(
                500,
                "internal-error",
                "Internal error",
                "a defect of this service; its log has the cause under " + id);
    }
}
