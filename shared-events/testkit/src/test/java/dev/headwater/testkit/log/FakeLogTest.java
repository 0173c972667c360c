package dev.headwater.testkit.log;

import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.PartitionLog;
import dev.headwater.runtime.log.PartitionLog.Append;
import dev.headwater.runtime.log.PartitionLog.Target;
import dev.headwater.runtime.log.Topics;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;

/** The log in memory does what Kafka does. */
class FakeLogTest extends LogContract {

    @Override
    protected LogFixture fixture() {
        return new InMemory(new FakeLog(LogFixture.PARTITIONS, InstantSource.system(), true));
    }

    private record InMemory(FakeLog fake) implements LogFixture {

        @Override
        public Log log() {
            return fake;
        }

        @Override
        public Topics freshTopics() {
            return new Topics("bank");
        }

        @Override
        public void dieInTransaction(Topics topics, int partition) {
            fake.failNextCommit(topics.service(), partition, FakeLog.Fault.HANGS);
            PartitionLog dying = fake.acquire(topics.service(), partition);
            Append event = new Append(Target.EVENTS, "stream-x", new byte[] {1}, Map.of());
            Assertions.assertThrows(
                    LogUnavailableException.class,
                    () -> dying.commit(List.of(event), dying.barrier().events()));
        }

        @Override
        public void truncate(String topic, int partition, long offset) {
            fake.truncate(topic, partition, offset);
        }

        @Override
        public void expireSessions(String group) {
            fake.expireSessions(group);
        }
    }
}
