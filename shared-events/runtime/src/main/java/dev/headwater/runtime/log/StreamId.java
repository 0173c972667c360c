package dev.headwater.runtime.log;

import java.util.regex.Pattern;

/**
 * One aggregate's events: {@code <category>-<id>}, for example {@code order-7f3a}. It is the Kafka
 * key, and it alone decides the partition.
 *
 * @param value category, a dash, and an id of {@code [A-Za-z0-9._-]{1,64}}
 */
public record StreamId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z]{1,32}-[A-Za-z0-9._-]{1,64}");

    public StreamId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a stream id is <category>-<id> with an id of [A-Za-z0-9._-]{1,64}, not '%s'"
                            .formatted(value));
        }
    }

    public static StreamId of(String category, String id) {
        return new StreamId(category + "-" + id);
    }

    /** The aggregate's category: what stands before the first dash. */
    public String category() {
        return value.substring(0, value.indexOf('-'));
    }

    /** The aggregate's own id: what stands behind the first dash. */
    public String id() {
        return value.substring(value.indexOf('-') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
