package dev.headwater.runtime.command;

/**
 * What the write side knows of a stream.
 *
 * @param state the fold of its committed events
 * @param version how many there are
 */
record Stream(Object state, long version) {}
