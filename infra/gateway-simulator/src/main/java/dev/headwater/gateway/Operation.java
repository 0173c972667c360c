package dev.headwater.gateway;

/** What a caller can ask for. */
enum Operation {
    AUTHORIZE,
    CAPTURE,
    VOID,
    REFUND
}
