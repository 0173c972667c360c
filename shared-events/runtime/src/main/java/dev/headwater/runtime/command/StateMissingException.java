package dev.headwater.runtime.command;

import dev.headwater.runtime.log.StreamId;

/** A stream that is not in memory and was not loaded: nothing can be decided on it. */
final class StateMissingException extends RuntimeException {

    StateMissingException(StreamId stream) {
        super("stream %s is not in memory".formatted(stream));
    }
}
