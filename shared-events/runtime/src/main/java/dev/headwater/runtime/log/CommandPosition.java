package dev.headwater.runtime.log;

/**
 * How far a partition's durable inbox has been decided. Written on every event and outcome, so that
 * it commits with what was decided.
 *
 * @param topicId Kafka's id of the commands topic: a recreated topic starts again at 0 and must not
 *     be mistaken for the old one
 * @param offset the next undecided offset of that partition of the commands topic
 */
public record CommandPosition(String topicId, long offset) {

    /** The header's text, {@code <topicId>:<offset>}. */
    public String text() {
        return topicId + ":" + offset;
    }

    /**
     * @throws IllegalArgumentException when {@code text} is not {@code <topicId>:<offset>}: the
     *     record is corrupt
     */
    public static CommandPosition parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not a command position: '" + text + "'");
        }
        return new CommandPosition(
                text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
    }
}
