package dev.headwater.runtime.log;

/**
 * One aggregate's events: {@code <category>-<id>}, for example {@code order-7f3a}. It is the Kafka
 * key, and it alone decides the partition.
 *
 * @param value category, a dash, and an id of {@code [A-Za-z0-9._-]{1,64}}
 */
public record StreamId(String value) {

    private static final int CATEGORY_MAX = 32;
    private static final int ID_MAX = 64;

    public StreamId {
        if (!isStreamId(value)) {
            throw new IllegalArgumentException(
                    "a stream id is <category>-<id> with an id of [A-Za-z0-9._-]{1,64}, not '%s'"
                            .formatted(value));
        }
    }

    /** Without a regular expression: every record that is read comes by here. */
    private static boolean isStreamId(String value) {
        int dash = value.indexOf('-');
        int id = value.length() - dash - 1;
        if (dash < 1 || dash > CATEGORY_MAX || id < 1 || id > ID_MAX) {
            return false;
        }
        for (int i = 0; i < dash; i++) {
            char c = value.charAt(i);
            if (c < 'a' || c > 'z') {
                return false;
            }
        }
        for (int i = dash + 1; i < value.length(); i++) {
            if (!isOfId(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfId(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
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
