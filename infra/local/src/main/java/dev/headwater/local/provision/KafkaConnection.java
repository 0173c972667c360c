package dev.headwater.local.provision;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** How a process of ours reaches Kafka: told by the same variables as a service. */
final class KafkaConnection {

    private static final Map<String, String> SETTINGS =
            AdminClientConfig.configNames().stream()
                    .collect(Collectors.toMap(KafkaConnection::variable, name -> name));

    private KafkaConnection() {}

    /**
     * @param environment of the process; {@code KAFKA_SECURITY_PROTOCOL} and the like are the
     *     client's settings, {@code KAFKA_SSL_KEYSTORE_LOCATION} is {@code ssl.keystore.location}
     * @return configuration of an admin client
     */
    static Map<String, Object> of(String bootstrapServers, Map<String, String> environment) {
        Map<String, Object> connection = new TreeMap<>();
        environment.forEach(
                (name, value) -> {
                    String setting = SETTINGS.get(name);
                    if (setting != null && !value.isBlank()) {
                        connection.put(setting, value);
                    }
                });
        connection.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return connection;
    }

    private static String variable(String setting) {
        return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
