package dev.headwater.testkit.log;

import org.junit.jupiter.api.Nested;

/**
 * What every {@link dev.headwater.runtime.log.Log} does. The log in memory and Kafka run the same
 * suite, so that what was simulated holds for the real thing.
 */
public abstract class LogContract {

    /** The log to be held to the contract; asked for once in each test. */
    protected abstract LogFixture fixture();

    @Nested
    final class Writers extends PartitionLogContract {
        @Override
        LogFixture fixture() {
            return LogContract.this.fixture();
        }
    }

    @Nested
    final class Readers extends LogReaderContract {
        @Override
        LogFixture fixture() {
            return LogContract.this.fixture();
        }
    }

    @Nested
    final class Groups extends GroupMemberContract {
        @Override
        LogFixture fixture() {
            return LogContract.this.fixture();
        }
    }
}
