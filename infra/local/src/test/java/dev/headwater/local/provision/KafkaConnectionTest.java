package dev.headwater.local.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConnectionTest {

    @Test
    void whatAServiceIsToldOfSecurityTheJobIsToldToo() {
        Map<String, Object> connection =
                KafkaConnection.of(
                        "kafka:9093",
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS",
                                "another:9092",
                                "KAFKA_SECURITY_PROTOCOL",
                                "SSL",
                                "KAFKA_SSL_KEYSTORE_LOCATION",
                                "/etc/user.p12",
                                "KAFKA_SSL_KEY_PASSWORD",
                                "",
                                "KAFKA_PORT",
                                "tcp://10.0.0.1:9092"));
        assertEquals(
                Map.of(
                        "bootstrap.servers",
                        "kafka:9093",
                        "security.protocol",
                        "SSL",
                        "ssl.keystore.location",
                        "/etc/user.p12"),
                connection);
    }
}
