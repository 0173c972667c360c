package dev.headwater.runtime.http;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.headwater.runtime.log.LogUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.hibernate.exception.JDBCConnectionException;
import org.junit.jupiter.api.Test;

class OutagesTest {

    @Test
    void aDatabaseThatIsAwayIsAnOutageHoweverItIsWrapped() {
        for (String state : new String[] {"08001", "08006", "57P01", "57P03", "53300"}) {
            assertNotNull(Outages.of(wrapped(new SQLException("x", state))), state);
        }
        assertNotNull(Outages.of(wrapped(new SQLTransientConnectionException())));
        assertNotNull(Outages.of(new JDBCConnectionException("x", new SQLException())));
        SQLException pool = new SQLException("Acquisition timeout while waiting for connection");
        assertNotNull(Outages.of(wrapped(pool)));
        assertNotNull(Outages.of(wrapped(new LogUnavailableException("x"))));
    }

    @Test
    void adefectIsNoOutage() {
        assertNull(Outages.of(wrapped(new SQLException("duplicate key", "23505"))));
        assertNull(Outages.of(wrapped(new SQLException("no state"))));
        assertNull(Outages.of(new NullPointerException()));
    }

    private static Throwable wrapped(Throwable cause) {
        return new IllegalStateException(new RuntimeException(cause));
    }
}
