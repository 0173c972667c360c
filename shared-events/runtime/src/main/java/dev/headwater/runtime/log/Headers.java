package dev.headwater.runtime.log;

/** The names of the record headers. Values are UTF-8, numbers in decimal. */
public final class Headers {

    public static final String EVENT_ID = "event-id";
    public static final String COMMAND_ID = "command-id";
    public static final String STREAM_VERSION = "stream-version";
    public static final String EVENT_INDEX = "event-index";
    public static final String EVENT_COUNT = "event-count";
    public static final String COMMAND_POSITION = "command-position";
    public static final String TRACEPARENT = "traceparent";
    public static final String CAUSATION_ID = "causation-id";
    public static final String CORRELATION_ID = "correlation-id";

    /** On commands: SHA-256 of what the caller asked, in hex. */
    public static final String FINGERPRINT = "fingerprint";

    /** On commands: {@code client}, {@code policy}, {@code effect} or {@code deadline}. */
    public static final String ORIGIN = "origin";

    /** On commands, optional: the version that the stream must have to be decided. */
    public static final String EXPECTED_VERSION = "expected-version";

    /** On dead letters: why, in a sentence. */
    public static final String DEAD_LETTER_REASON = "dead-letter-reason";

    /** On dead letters of the inbox: {@code <partition>@<offset>} in the commands topic. */
    public static final String DEAD_LETTER_SOURCE = "dead-letter-source";

    /**
     * On dead letters that an operator passed over: the projection that must not fold the event.
     */
    public static final String SKIPPED_BY = "skipped-by";

    private Headers() {}
}
