package dev.headwater.runtime.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Problems for what ends before any resource is reached: paths that nobody serves, bodies that are
 * too large, requests that the server cannot parse.
 */
@ApplicationScoped
public class RouterProblems {

    private static final Logger LOG = Logger.getLogger(RouterProblems.class);

    /** What the router answers by itself when no route fits. */
    private static final List<Integer> STATUSES = List.of(400, 404, 405, 406, 415);

    /** Before the server's own check, which answers without a body. */
    private static final int BEFORE_SIZE_CHECK = -10;

    private static final int CONTENT_TOO_LARGE = 413;
    private static final int INTERNAL_ERROR = 500;

    /** Left to the handlers of the security extensions. */
    private static final String SECURITY = "io.quarkus.security.";

    private final ObjectMapper mapper;
    private final long maxBodyBytes;
    private final BodyHandler unannounced;

    RouterProblems(
            ObjectMapper mapper,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBodySize) {
        this.mapper = mapper;
        this.maxBodyBytes = maxBodySize.asLongValue();
        this.unannounced = BodyHandler.create(false).setBodyLimit(maxBodyBytes);
    }

    void register(@Observes Router router) {
        for (int status : STATUSES) {
            router.errorHandler(status, context -> end(context, StatusProblems.of(status)));
        }
        router.route()
                .order(BEFORE_SIZE_CHECK)
                .handler(this::refuseLargeBody)
                .failureHandler(this::onFailure);
    }

    /** A body that does not announce its length is read here, at most as far as it may be long. */
    private void refuseLargeBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > maxBodyBytes) {
            context.fail(CONTENT_TOO_LARGE);
        } else if (length == null
                && request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            request.resume();
            unannounced.handle(context);
        } else {
            context.next();
        }
    }

    private void onFailure(RoutingContext context) {
        Throwable failure = context.failure();
        if (context.response().headWritten()
                || (failure != null && failure.getClass().getName().startsWith(SECURITY))) {
            context.next();
            return;
        }
        if (context.statusCode() == CONTENT_TOO_LARGE) {
            closeAfterAnswer(context);
        }
        int status = context.statusCode() < 0 ? INTERNAL_ERROR : context.statusCode();
        Problem problem =
                failure != null && status == INTERNAL_ERROR
                        ? UnhandledMapper.logged(failure, LOG)
                        : StatusProblems.of(status);
        end(context, problem);
    }

    /** What is left of the body is of no use to anybody. */
    private static void closeAfterAnswer(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        response.endHandler(_ -> context.request().connection().close());
    }

    private void end(RoutingContext context, Problem problem) {
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(mapper.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem holds only strings and numbers", e);
        }
    }
}
