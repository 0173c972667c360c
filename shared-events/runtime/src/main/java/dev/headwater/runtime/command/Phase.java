package dev.headwater.runtime.command;

/** The life of an owned partition. Commands are decided in {@link #LIVE} and in no other phase. */
public enum Phase {
    /** Given to this replica; waits until a poll has confirmed that it still is. */
    ASSIGNED,
    /** Takes the transactional id, which ends every predecessor. */
    FENCING,
    /** Reads committed events and outcomes up to where the log ended after the fence. */
    REPLAYING,
    /** Decides, commits, answers. */
    LIVE,
    /** Something failed; acquires again after a pause. */
    RECOVERING,
    /** The log contradicts itself or its contract: needs a person. */
    HALTED,
    /** Given to another replica, or shut down. */
    STOPPED
}
