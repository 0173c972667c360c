package dev.headwater.runtime.process.run;

import dev.headwater.runtime.process.run.CommandOutlet.Delivery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands of some events of one partition, on their way into the log.
 *
 * @param deliveries replaced one by one as they change their way
 * @param next the offset behind the events; committed only when all deliveries have succeeded
 * @param then what follows their success
 * @param reason why the partition does not simply go on, or null when it does
 * @param sentAt when the commands were sent
 */
record PolicyBatch(
        List<Delivery> deliveries, long next, Then then, @Nullable String reason, Instant sentAt) {

    enum Then {
        GO_ON,
        /** The event at {@code next} cannot be read now. */
        RETRY,
        /** The event at {@code next} cannot be dealt with until somebody has seen to it. */
        STOP
    }
}
