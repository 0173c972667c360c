package dev.headwater.runtime.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** No POST outside {@code /admin} gets to its resource without an {@code Idempotency-Key}. */
@Provider
public class IdempotencyFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getMethod().equals(HttpMethod.POST)
                && !AdminPaths.contains(request.getUriInfo().getPath())) {
            IdempotencyKey.of(request.getHeaders().get(IdempotencyKey.HEADER));
        }
    }
}
