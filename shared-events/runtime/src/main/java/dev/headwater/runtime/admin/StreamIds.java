package dev.headwater.runtime.admin;

import dev.headwater.runtime.http.Problem;
import dev.headwater.runtime.log.StreamId;

/** Stream ids out of paths. */
final class StreamIds {

    private StreamIds() {}

    /** The stream id; ends the request with 400 when it is none. */
    static StreamId of(String text) {
        try {
            return new StreamId(text);
        } catch (IllegalArgumentException _) {
            throw Problem.invalidParameter(
                            "streamId", "<category>-<id> with an id of [A-Za-z0-9._-]{1,64}")
                    .asException();
        }
    }
}
