package dev.headwater.runtime.command;

import java.util.concurrent.CompletableFuture;

/**
 * A command handed to the owner of its partition in this process, and where the answer goes.
 *
 * @param command what to decide
 * @param result completed once, after the commit, or when the owner cannot answer
 */
record HandOff(CommandEnvelope<?> command, CompletableFuture<Result> result) {

    HandOff(CommandEnvelope<?> command) {
        this(command, new CompletableFuture<>());
    }

    /** What the owner made of it. */
    sealed interface Result {

        /**
         * Committed by this owner.
         *
         * @param replayed the same command had come before in the same transaction
         */
        record Decided(Outcome outcome, boolean replayed) implements Result {}

        /** Answered before; the outcome lies at this offset of the partition's outcomes. */
        record Recorded(long outcomeOffset) implements Result {}

        /** The same command id had another payload before. */
        record KeyReused() implements Result {}

        /** The memory of answers has no room for another client's command. */
        record MemoryFull() implements Result {}

        /** The stream is not in memory and cannot be loaded at present: nothing was decided. */
        record StateMissing() implements Result {}

        /**
         * This replica does not own the partition (any more): the commands topic leads to the
         * owner.
         */
        record NotOwner() implements Result {}
    }
}
