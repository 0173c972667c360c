package dev.headwater.runtime.command;

/**
 * The door of the write path: hands a command to the owner of its partition, here or through the
 * commands topic, and waits for the answer.
 */
public interface CommandGateway {

    /**
     * Blocks until the command is decided, at most {@code headwater.command.wait} (5 s), and then
     * until it is in the log. Call it on a virtual thread.
     *
     * @return never an exception for trouble outside: {@link Answer.Unavailable} says so
     */
    Answer send(CommandEnvelope<?> command);
}
