package dev.headwater.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class StatusCommandTest {

    @Test
    void aReplicaShowsWhatItOwnsAndHowFarItsProjectionsAre() throws Exception {
        String process =
                """
                {"partitions":[{"partition":0,"phase":"LIVE"},{"partition":1,"phase":"ELSEWHERE"},
                               {"partition":2,"phase":"REPLAYING"}],
                 "projections":[{"name":"order_view","version":1,"lag":4,
                                 "partitions":[{"nextOffset":12},{"nextOffset":0}]}]}""";
        assertEquals(
                "owns 0,2 REPLAYING; order_view v1 at 12.0 lag 4",
                StatusCommand.details(new ObjectMapper().readTree(process)));
    }

    @Test
    void aProcessThatDoesNotAnswerShowsNothing() throws Exception {
        assertEquals("", StatusCommand.details(new ObjectMapper().readTree("{}")));
    }
}
