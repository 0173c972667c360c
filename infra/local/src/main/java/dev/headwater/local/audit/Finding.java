package dev.headwater.local.audit;

/**
 * A promise that the log does not keep.
 *
 * @param rule which one, in a few words
 * @param subject a stream, a command, an order or a SKU
 * @param detail what was found, with its place in the log where it has one
 */
public record Finding(String rule, String subject, String detail) {

    @Override
    public String toString() {
        return rule + ": " + subject + ": " + detail;
    }
}
