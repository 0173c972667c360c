package dev.headwater.runtime.command;

import java.util.List;

/** What this replica knows of its service's partitions. */
@FunctionalInterface
public interface PartitionsView {

    /** One entry per partition of the service, in order; read from memory, never blocks. */
    List<PartitionStatus> partitions();
}
