package dev.headwater.runtime.http;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Everything else. Trouble that passes, a database or log that is away, is 503; the rest is a
 * defect of ours: 500 with the id under which the log has the cause, and no word of the cause
 * itself.
 */
@Provider
public class UnhandledMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(UnhandledMapper.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @Override
    public Response toResponse(Throwable exception) {
        String outage = Outages.of(exception);
        if (outage != null) {
            LOG.debug("request refused, something it needs is away", exception);
            return Problems.response(Problem.unavailable(outage), RETRY_AFTER);
        }
        return defect(exception, LOG);
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
