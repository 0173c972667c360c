package dev.headwater.orders.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.runtime.log.LogRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedPositionTest {

    private static final FeedPosition AT = new FeedPosition("r0Ykqz2o-_A", List.of(3L, 0L, 17L));

    @Test
    void aPositionSurvivesItsText() {
        assertEquals(Optional.of(AT), FeedPosition.parse(AT.text()));
    }

    @Test
    void aRecordMovesItsPartitionOnly() {
        LogRecord record = new LogRecord(1, 5, Instant.EPOCH, null, null, Map.of());
        assertEquals(List.of(3L, 6L, 17L), AT.after(record).next());
    }

    @Test
    void whatThisServiceNeverGaveIsRefused() {
        for (String text :
                List.of("", ":", "x", "x:", "x:1..2", "x:-1", "x:01", "x:1.a", "x:+1", "x:1.")) {
            assertEquals(Optional.empty(), FeedPosition.parse(text), text);
        }
        assertEquals(Optional.empty(), FeedPosition.parse("x:" + "1.".repeat(2_000) + "1"));
    }
}
