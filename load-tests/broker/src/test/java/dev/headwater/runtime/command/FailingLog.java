package dev.headwater.runtime.command;

import dev.headwater.runtime.log.Appender;
import dev.headwater.runtime.log.GroupMember;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.PartitionLog;
import dev.headwater.runtime.log.StreamId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A log whose every n-th commit throws what a spontaneously failed producer throws: in turn before
 * anything was committed, and after everything was. Only a replay can tell which.
 */
final class FailingLog implements Log {

    private final Log log;
    private final int every;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger before = new AtomicInteger();
    private final AtomicInteger after = new AtomicInteger();

    FailingLog(Log log, int every) {
        this.log = log;
        this.every = every;
    }

    int failedBeforeTheCommit() {
        return before.get();
    }

    int failedAfterTheCommit() {
        return after.get();
    }

    @Override
    public PartitionLog acquire(String service, int partition) {
        return new FailingPartition(log.acquire(service, partition));
    }

    private static LogUnavailableException failure() {
        return new LogUnavailableException("INVALID_TXN_STATE (injected)");
    }

    private final class FailingPartition implements PartitionLog {

        private final PartitionLog partition;

        FailingPartition(PartitionLog partition) {
            this.partition = partition;
        }

        @Override
        public Barrier barrier() {
            return partition.barrier();
        }

        @Override
        public List<Long> commit(List<Append> batch, long firstEventOffset) {
            int number = commits.incrementAndGet();
            if (number % every != 0) {
                return partition.commit(batch, firstEventOffset);
            }
            if (number / every % 2 == 0) {
                before.incrementAndGet();
            } else {
                partition.commit(batch, firstEventOffset);
                after.incrementAndGet();
            }
            throw failure();
        }

        @Override
        public void close() {
            partition.close();
        }
    }

    @Override
    public GroupMember join(String group, String topic, GroupMember.Listener listener) {
        return log.join(group, topic, listener);
    }

    @Override
    public LogReader reader(String topic) {
        return log.reader(topic);
    }

    @Override
    public Appender appender() {
        return log.appender();
    }

    @Override
    public String topicId(String topic) {
        return log.topicId(topic);
    }

    @Override
    public int partitions(String topic) {
        return log.partitions(topic);
    }

    @Override
    public int partitionOf(StreamId stream, int partitions) {
        return log.partitionOf(stream, partitions);
    }
}
