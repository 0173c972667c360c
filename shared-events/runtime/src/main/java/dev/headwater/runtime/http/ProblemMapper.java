package dev.headwater.runtime.http;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A request that ended with a problem of its own. */
@Provider
public class ProblemMapper implements ExceptionMapper<ProblemException> {

    @Override
    public Response toResponse(ProblemException exception) {
        return exception.retryAfter() == null
                ? Problems.response(exception.problem())
                : Problems.response(exception.problem(), exception.retryAfter());
    }
}
