package dev.headwater.runtime.log;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Appends commands to a service's durable inbox. Thread-safe; in order per partition. */
public interface Appender extends AutoCloseable {

    /**
     * @param topic a commands topic
     * @param partition the stream's partition
     * @param key the stream id
     * @return completes with the offset once all in-sync replicas have it; completes with {@link
     *     LogUnavailableException} when that is unknown or did not happen: append again, the
     *     command id makes the repeat harmless
     */
    CompletableFuture<Long> append(
            String topic, int partition, String key, byte[] value, Map<String, String> headers);

    @Override
    void close();
}
