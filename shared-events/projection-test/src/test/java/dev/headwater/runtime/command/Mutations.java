package dev.headwater.runtime.command;

import dev.headwater.runtime.log.CommandPosition;
import dev.headwater.runtime.log.PartitionLog;
import dev.headwater.runtime.log.PartitionLog.Barrier;
import dev.headwater.testkit.log.FakeLog;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import net.bytebuddy.implementation.bind.annotation.Argument;
import net.bytebuddy.implementation.bind.annotation.FieldValue;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.implementation.bind.annotation.SuperCall;
import net.bytebuddy.implementation.bind.annotation.This;
import org.jspecify.annotations.Nullable;

/** What the defective classes do instead of what they should. */
public final class Mutations {

    private Mutations() {}

    /** A successor does not keep its predecessor from committing. */
    @RuntimeType
    public static @Nullable Object fencing(
            @SuperCall Callable<Object> original, @This Object predecessor) throws Exception {
        original.call();
        Field fenced = predecessor.getClass().getDeclaredField("fenced");
        fenced.setAccessible(true);
        fenced.setBoolean(predecessor, false);
        return null;
    }

    /** Replays up to the last stable offset, which lags the predecessor's last commit. */
    @RuntimeType
    public static Object lagging(@SuperCall Callable<Object> original) throws Exception {
        Barrier end = (Barrier) original.call();
        return new Barrier(Math.max(0, end.events() - 2), Math.max(0, end.outcomes() - 2));
    }

    /** Promotes what was decided although the log did not take it. */
    @RuntimeType
    public static @Nullable Object keeping(
            @SuperCall Callable<Object> original,
            @FieldValue("state") Object owned,
            @Argument(0) Object batch,
            @Argument(1) Object now)
            throws Exception {
        PartitionState state = (PartitionState) owned;
        Decided decided = (Decided) batch;
        List<Long> offsets = new ArrayList<>();
        long event = state.nextEvent();
        long outcome = state.nextOutcome();
        for (PartitionLog.Append each : decided.appends()) {
            offsets.add(each.target() == PartitionLog.Target.EVENTS ? event++ : outcome++);
        }
        try {
            return original.call();
        } catch (RuntimeException e) {
            state.promote(decided, offsets, (Instant) now);
            throw e;
        }
    }

    /** Tells clients before the log knows. */
    @RuntimeType
    public static @Nullable Object answering(
            @SuperCall Callable<Object> original, @Argument(0) Object batch) throws Exception {
        ((Decided) batch)
                .handOffs()
                .forEach(each -> each.handOff().result().complete(each.result()));
        return original.call();
    }

    /** Remembers nothing that was answered. */
    @RuntimeType
    public static @Nullable Object forgetting() {
        return null;
    }

    /** Goes on where a group's position would be that is committed when records are polled. */
    @RuntimeType
    public static Object polled(
            @SuperCall Callable<Object> original,
            @FieldValue("log") Object log,
            @FieldValue("partition") int partition)
            throws Exception {
        CommandPosition right = (CommandPosition) original.call();
        int end = ((FakeLog) log).committed("bank.commands", partition).size();
        return new CommandPosition(right.topicId(), Math.max(right.offset(), end));
    }
}
