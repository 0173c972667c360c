package dev.headwater.runtime.http;

import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.projection.ConsistencyGate;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Holds a GET with a {@code Consistency-Token} until what it reads reflects the token. */
@Provider
public class ConsistencyFilter implements ContainerRequestFilter {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ServiceDefinition service;
    private final Log log;
    private final ConsistencyGate gate;
    private final Duration wait;
    private @Context ResourceInfo resource;

    /** A service whose topic is replaced is not ready until it is restarted: asked for once. */
    private volatile @Nullable String topicId;

    /**
     * @param wait how long a read waits for the projection before it is 503
     */
    @SuppressWarnings("NullAway.Init") // the container sets the context field
    public ConsistencyFilter(
            ServiceDefinition service,
            Log log,
            ConsistencyGate gate,
            @ConfigProperty(name = "headwater.http.consistency-wait") Duration wait) {
        this.service = service;
        this.log = log;
        this.gate = gate;
        this.wait = wait;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> lines = request.getHeaders().get(ConsistencyToken.HEADER);
        if (lines == null || !request.getMethod().equals(HttpMethod.GET)) {
            return;
        }
        ConsistencyToken token = genuine(lines);
        if (token.offset() >= 0) {
            await(token);
        }
    }

    private ConsistencyToken genuine(List<String> lines) {
        ConsistencyToken token =
                lines.size() == 1 ? ConsistencyToken.parse(lines.getFirst()).orElse(null) : null;
        if (token == null) {
            throw refused("is none that this platform gave");
        }
        if (!token.service().equals(service.name())) {
            throw refused("is another service's");
        }
        if (!token.topicId().equals(topicId())) {
            throw refused("is of a log that was replaced since");
        }
        if (token.partition() >= log.partitions(service.topics().events())) {
            throw refused("names a partition that the log does not have");
        }
        return token;
    }

    private void await(ConsistencyToken token) {
        long end = System.nanoTime() + wait.toNanos();
        for (String projection : reads()) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            if (!gate.await(projection, token.partition(), token.offset(), left)) {
                Problem problem =
                        Problem.unavailable(
                                "the read model does not reflect the consistency token yet");
                throw new ProblemException(problem, RETRY_AFTER);
            }
        }
    }

    private String[] reads() {
        Reads onMethod = resource.getResourceMethod().getAnnotation(Reads.class);
        Reads onClass = resource.getResourceClass().getAnnotation(Reads.class);
        if (onMethod != null) {
            return onMethod.value();
        }
        return onClass == null ? new String[0] : onClass.value();
    }

    private String topicId() {
        String known = topicId;
        if (known == null) {
            known = log.topicId(service.topics().events());
            topicId = known;
        }
        return known;
    }

    private static ProblemException refused(String detail) {
        return Problem.invalidParameter(ConsistencyToken.HEADER, detail).asException();
    }
}
