package dev.headwater.runtime.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/**
 * A request without a body is not refused for its media type: clients send none, or one that their
 * library makes up. Whether a body is needed is for the resource to say.
 */
@Provider
@PreMatching
public class EmptyBodyFilter implements ContainerRequestFilter {

    private static final String TRANSFER_ENCODING = "Transfer-Encoding";

    @Override
    public void filter(ContainerRequestContext request) {
        MultivaluedMap<String, String> headers = request.getHeaders();
        String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
        boolean empty =
                length == null ? !headers.containsKey(TRANSFER_ENCODING) : "0".equals(length);
        if (empty) {
            headers.putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }
}
