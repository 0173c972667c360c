package dev.headwater.runtime.log.kafka;

import dev.headwater.runtime.log.FencedException;
import dev.headwater.runtime.log.LogUnavailableException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** Kafka's many exceptions as the two reactions that a caller has. */
final class Failures {

    private Failures() {}

    /** Calls Kafka and turns whatever goes wrong into a fence or an unavailable log. */
    static <T> T calling(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (KafkaException | IllegalStateException e) {
            throw translate(what, e);
        }
    }

    static RuntimeException translate(String what, Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof ProducerFencedException
                    || t instanceof InvalidProducerEpochException) {
                return new FencedException(what + ": another writer holds the partition", cause);
            }
        }
        return new LogUnavailableException(what + ": " + cause.getMessage(), cause);
    }

    /** What an execution failed with. */
    static Throwable causeOf(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause == null ? e : cause;
    }

    /** Waits for an admin call. */
    static <T> T await(String what, @Nullable KafkaFuture<T> future) {
        if (future == null) {
            throw new LogUnavailableException(what + ": the client gave no answer");
        }
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw translate(what, causeOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException(what + ": interrupted", e);
        }
    }
}
