package dev.headwater.runtime.projection;

/** Somebody asked the job to end. */
final class JobCancelledException extends RuntimeException {

    JobCancelledException() {
        super("cancelled");
    }
}
