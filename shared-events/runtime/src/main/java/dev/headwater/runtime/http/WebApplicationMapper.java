package dev.headwater.runtime.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.jboss.logging.Logger;

/** What the HTTP layer itself refuses: no such path, method, media type; a body that is no JSON. */
@Provider
public class WebApplicationMapper implements ExceptionMapper<WebApplicationException> {

    private static final Logger LOG = Logger.getLogger(WebApplicationMapper.class);

    private static final int METHOD_NOT_ALLOWED = 405;
    private static final Set<String> KEPT =
            Set.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE);

    private final AllowedMethods allowed;
    private final UriInfo uri;

    WebApplicationMapper(AllowedMethods allowed, UriInfo uri) {
        this.allowed = allowed;
        this.uri = uri;
    }

    @Override
    public Response toResponse(WebApplicationException exception) {
        if (exception.getCause() instanceof JsonProcessingException json) {
            return Problems.response(JsonProblems.of(json));
        }
        Response refused = exception.getResponse();
        int status = refused.getStatus();
        if (status < 400 || (status < 500 && refused.hasEntity())) {
            return refused;
        }
        if (status == 500) {
            return UnhandledMapper.defect(exception, LOG);
        }
        Response.ResponseBuilder response = Problems.builder(StatusProblems.of(status));
        for (String name : KEPT) {
            Object value = refused.getHeaders().getFirst(name);
            if (value != null) {
                response.header(name, value);
            }
        }
        if (status == METHOD_NOT_ALLOWED && !refused.getHeaders().containsKey(HttpHeaders.ALLOW)) {
            response.header(HttpHeaders.ALLOW, allowed.at(uri.getPath()));
        }
        return response.build();
    }
}
