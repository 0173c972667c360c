package dev.headwater.local;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    @Test
    void aTakenPortIsNamedWithWhatToDo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PlatformPlan plan =
                    LocalPlatform.plan()
                            .ports(Ports.free().with(Ports.KAFKA, taken.getLocalPort()))
                            .infrastructureOnly();
            PlatformException failure =
                    assertThrows(PlatformException.class, new PortCheck(plan)::requireFree);
            String message = String.valueOf(failure.getMessage());
            assertTrue(message.contains("Port " + taken.getLocalPort()), message);
            assertTrue(message.contains("kafka"), message);
            assertTrue(message.contains("--port kafka="), message);
            assertTrue(message.contains("HEADWATER_PORT_KAFKA="), message);
        }
    }

    @Test
    void everyReplicasPortIsChecked() throws Exception {
        Ports ports = Ports.free();
        try (ServerSocket taken =
                new ServerSocket(ports.of("orders", 2), 1, InetAddress.getLoopbackAddress())) {
            PlatformPlan plan = LocalPlatform.plan().ports(ports).services("orders");
            assertDoesNotThrow(new PortCheck(plan)::requireFree);
            plan.replicas("orders", 2);
            PlatformException failure =
                    assertThrows(PlatformException.class, new PortCheck(plan)::requireFree);
            assertTrue(String.valueOf(failure.getMessage()).contains("orders-2"));
            assertTrue(taken.isBound());
        }
    }

    @Test
    void theEnvironmentMovesPorts() {
        Ports ports =
                Ports.documented()
                        .movedBy(
                                Map.of(
                                        "HEADWATER_PORT_ORDERS", "9081",
                                        "HEADWATER_PORT_KAFKA_CONTROLLER", "9093"));
        assertEquals(9081, ports.of("orders"));
        assertEquals(9281, ports.of("orders", 3));
        assertEquals(9093, ports.of(Ports.CONTROLLER));
        assertEquals(8082, ports.of("payments"));
    }

    @Test
    void whatIsNoPortIsRefusedByName() {
        PlatformException failure =
                assertThrows(
                        PlatformException.class,
                        () -> Ports.documented().movedBy(Map.of("HEADWATER_PORT_ORDERS", "70000")));
        assertEquals(
                "HEADWATER_PORT_ORDERS is \"70000\", not a port (1 to 65535).",
                failure.getMessage());
    }
}
