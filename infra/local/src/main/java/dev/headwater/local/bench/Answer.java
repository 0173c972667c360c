package dev.headwater.local.bench;

/** What became of one operation. */
public enum Answer {
    /** It was done, and its answer says so. */
    DONE,
    /** The service refused it by its rules: a 4xx. */
    REFUSED,
    /** Nobody knows yet, and it may be tried again: a 202 or 503, or no answer in time. */
    UNKNOWN,
    /** An answer that no client should ever get: a 500, or one that is not understood. */
    FAILED,
    /** It was never begun, because as many as may be under way were. */
    NOT_BEGUN
}
