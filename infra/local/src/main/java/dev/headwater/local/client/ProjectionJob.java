package dev.headwater.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.local.PlatformException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A rebuild or verification that a service runs in the background: started, watched, told. */
public final class ProjectionJob {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration STALLED_AFTER = Duration.ofMinutes(5);

    private final ServiceClient service;
    private final String path;

    private ProjectionJob(ServiceClient service, String path) {
        this.service = service;
        this.path = path;
    }

    /**
     * The names of a service's projections.
     *
     * @throws PlatformException when the service does not tell
     */
    public static List<String> projections(ServiceClient service) {
        ServiceClient.Reply reply = service.get("/admin/projections");
        if (reply.status() != 200) {
            throw new PlatformException(
                    service.service() + " does not list its projections: " + reply.describe());
        }
        List<String> names = new ArrayList<>();
        reply.body().path("items").forEach(item -> names.add(item.path("name").asText()));
        return names;
    }

    /**
     * @param maxRate most events a second; null for no limit
     * @throws PlatformException when the service refuses
     */
    public static ProjectionJob rebuild(
            ServiceClient service, String projection, @Nullable Long maxRate) {
        return start(
                service,
                "/admin/projections/" + projection + "/rebuilds",
                maxRate == null ? null : Map.of("maxRate", maxRate));
    }

    /**
     * @throws PlatformException when the service refuses
     */
    public static ProjectionJob verify(ServiceClient service, String projection) {
        return start(service, "/admin/projections/" + projection + "/verifications", null);
    }

    /**
     * @throws PlatformException when the service refuses
     */
    public static ProjectionJob rollback(ServiceClient service, String projection) {
        return start(service, "/admin/projections/" + projection + "/rollbacks", null);
    }

    /**
     * Rebuilds all projections of a service; those of one topic read it together.
     *
     * @param maxRate most events a second; null for no limit
     * @return by projection
     * @throws PlatformException when the service refuses, or a job runs on one of them already
     */
    public static Map<String, ProjectionJob> rebuildAll(
            ServiceClient service, @Nullable Long maxRate) {
        String path = "/admin/projections/rebuilds";
        List<String> all = projections(service);
        ServiceClient.Reply reply =
                service.post(path, null, maxRate == null ? null : Map.of("maxRate", maxRate));
        Map<String, ProjectionJob> started = new LinkedHashMap<>();
        reply.body()
                .path("items")
                .forEach(
                        item -> {
                            String name = item.path("projection").asText();
                            String id = item.path("id").asText();
                            String at = "/admin/projections/%s/rebuilds/%s".formatted(name, id);
                            started.put(name, new ProjectionJob(service, at));
                        });
        if (reply.status() != 202 || !started.keySet().containsAll(all)) {
            throw new PlatformException(
                    reply.status() == 202
                            ? "A job runs on some of %s of %s already; started: %s."
                                    .formatted(all, service.service(), started.keySet())
                            : service.service()
                                    + " refused POST "
                                    + path
                                    + ": "
                                    + reply.describe());
        }
        return started;
    }

    /**
     * @param request what to fold, and the table {@code into} which; see the service's OpenAPI
     * @throws PlatformException when the service refuses
     */
    public static ProjectionJob sideTable(
            ServiceClient service, String projection, Map<String, Object> request) {
        return start(service, "/admin/projections/" + projection + "/side-tables", request);
    }

    private static ProjectionJob start(ServiceClient service, String path, @Nullable Object body) {
        ServiceClient.Reply reply = service.post(path, null, body);
        String location = reply.location();
        if (reply.status() != 202 || location == null) {
            throw new PlatformException(
                    service.service() + " refused POST " + path + ": " + reply.describe());
        }
        return new ProjectionJob(service, URI.create(location).getPath());
    }

    /**
     * Waits for its end.
     *
     * @param progress gets every status that is read
     * @return the last status: {@code SUCCEEDED}, {@code FAILED} or {@code CANCELLED}
     * @throws PlatformException when the service forgot the job, for it was started anew, or it
     *     does not move for five minutes
     */
    public JsonNode await(Consumer<JsonNode> progress) {
        long done = -1;
        String phase = "";
        long movedNanos = System.nanoTime();
        while (true) {
            ServiceClient.Reply reply = service.get(path);
            JsonNode status = reply.body();
            if (reply.status() != 200) {
                throw new PlatformException(
                        service.service() + " lost track of it: " + reply.describe());
            }
            progress.accept(status);
            if (!status.path("status").asText().equals("RUNNING")) {
                return status;
            }
            if (status.path("eventsDone").asLong() != done
                    || !status.path("phase").asText().equals(phase)) {
                done = status.path("eventsDone").asLong();
                phase = status.path("phase").asText();
                movedNanos = System.nanoTime();
            } else if (System.nanoTime() - movedNanos > STALLED_AFTER.toNanos()) {
                throw new PlatformException(
                        "%s stands still at %d events (%s)"
                                .formatted(service.service(), done, phase));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted.", e);
        }
    }
}
