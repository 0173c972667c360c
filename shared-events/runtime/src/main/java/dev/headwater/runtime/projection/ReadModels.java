package dev.headwater.runtime.projection;

import java.util.List;

/** What projections know of the service that they belong to; its definition says it. */
public interface ReadModels {

    /** The service's name: the first part of the projections' checkpoints and meters. */
    String name();

    /** Empty in a service that answers no queries. */
    List<ProjectionDefinition<?, ?>> projections();
}
