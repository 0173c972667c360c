package dev.headwater.gateway;

/** What a request came to, for ever: the same key always gets it again. */
enum Result {
    AUTHORIZED,
    DECLINED,
    CAPTURED,
    VOIDED,
    REFUNDED,
    /** A rule forbade it: the answer is a problem of status 409. */
    REFUSED
}
