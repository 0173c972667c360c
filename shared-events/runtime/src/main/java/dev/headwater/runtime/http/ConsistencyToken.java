package dev.headwater.runtime.http;

import dev.headwater.runtime.command.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What an answer told its caller, to be sent along with later reads. Opaque to callers; nothing in
 * it is secret and nothing is trusted beyond asking a reader to wait.
 *
 * @param service whose events topic
 * @param topicId of that topic: another id under the same name is another topic
 * @param partition 0-based
 * @param offset of the last event that a reader must have seen; -1 when there is none
 */
public record ConsistencyToken(String service, String topicId, int partition, long offset) {

    public static final String HEADER = "Consistency-Token";

    private static final String FORMAT = "1";
    private static final int MAX_LENGTH = 512;

    public static ConsistencyToken of(String service, Answer.Decided decided) {
        return new ConsistencyToken(
                service,
                decided.topicId(),
                decided.lastEvent().partition(),
                decided.lastEvent().offset());
    }

    /** The header's value. */
    public String encode() {
        String plain = String.join("\n", FORMAT, service, topicId, partition + "", offset + "");
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** The token of a header's value; empty when no service can have made it. */
    public static Optional<ConsistencyToken> parse(String value) {
        if (value.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] plain = Base64.getUrlDecoder().decode(value);
            String[] parts = new String(plain, StandardCharsets.UTF_8).split("\n", -1);
            if (parts.length != 5) {
                return Optional.empty();
            }
            ConsistencyToken token =
                    new ConsistencyToken(
                            parts[1],
                            parts[2],
                            Integer.parseInt(parts[3]),
                            Long.parseLong(parts[4]));
            boolean genuine =
                    token.partition >= 0 && token.offset >= -1 && token.encode().equals(value);
            return genuine ? Optional.of(token) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
