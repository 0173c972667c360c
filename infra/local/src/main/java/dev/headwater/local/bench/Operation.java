package dev.headwater.local.bench;

/** What is done once for each arrival. Called on many threads at once. */
@FunctionalInterface
public interface Operation {

    /**
     * @param number of the arrival, from 0
     * @return what became of it; never {@link Answer#NOT_BEGUN}
     */
    Answer run(long number);
}
