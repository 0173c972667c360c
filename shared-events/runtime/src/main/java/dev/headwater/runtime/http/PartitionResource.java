package dev.headwater.runtime.http;

import dev.headwater.runtime.command.PartitionStatus;
import dev.headwater.runtime.command.PartitionsView;
import dev.headwater.runtime.command.ServiceDefinition;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The partitions in the eyes of the replica that answers. */
@Path("/admin/partitions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PartitionResource {

    /**
     * A replica's view of its service's partitions.
     *
     * @param service its name
     * @param instance the replica that answers
     * @param partitions one entry per partition of the service, in order
     */
    @Schema(name = "Partitions")
    public record Partitions(
            @Schema(required = true) String service,
            @Schema(required = true) String instance,
            @Schema(required = true) List<PartitionStatus> partitions) {}

    private final PartitionsView view;
    private final ServiceDefinition service;
    private final String instance;

    PartitionResource(
            PartitionsView view,
            ServiceDefinition service,
            @ConfigProperty(name = "headwater.instance") String instance) {
        this.view = view;
        this.service = service;
        this.instance = instance;
    }

    /** Phase, owner and positions of every partition. */
    @GET
    @Operation(operationId = "listPartitions", summary = "Owner, phase and position of partitions")
    public Partitions list() {
        return new Partitions(service.name(), instance, view.partitions());
    }
}
