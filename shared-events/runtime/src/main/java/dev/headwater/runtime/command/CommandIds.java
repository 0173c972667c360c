package dev.headwater.runtime.command;

import dev.headwater.runtime.log.Ids;
import dev.headwater.runtime.log.StreamId;
import java.util.UUID;

/** Deterministic command ids, so that every repeat of a request meets its first try. */
public final class CommandIds {

    /** Until somebody brings tenants, there is one. */
    private static final String TENANT = "default";

    private CommandIds() {}

    /**
     * @param method the HTTP method
     * @param path the concrete path, parameters filled in
     * @param key the caller's {@code Idempotency-Key}
     */
    public static UUID client(String method, String path, String key) {
        return Ids.uuid5("command", TENANT, method, path, key);
    }

    /**
     * @param policy the policy's name
     * @param sourceEvent the id of the event it reacts to
     * @param target the stream of the command
     * @param index counts the commands for that event, from 0
     */
    public static UUID policy(String policy, UUID sourceEvent, StreamId target, int index) {
        return Ids.uuid5(
                "policy", policy, sourceEvent.toString(), target.value(), Integer.toString(index));
    }

    /** The command that reports an effect's result; {@code intent} is the id of its event. */
    public static UUID effect(UUID intent) {
        return Ids.uuid5("effect", intent.toString());
    }

    /**
     * @param name of the deadline, unique on its stream for ever, for example {@code expiry@<due>}
     */
    public static UUID deadline(StreamId stream, String name) {
        return Ids.uuid5("deadline", stream.value(), name);
    }

    /** The id of an aggregate that a command creates: two tries meet in one stream. */
    public static UUID created(UUID command) {
        return Ids.uuid5("created", command.toString());
    }
}
