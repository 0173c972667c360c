package dev.headwater.broker;

import dev.headwater.runtime.log.kafka.KafkaSettings;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** The runtime's own defaults, read where a service gets them from. */
final class DefaultSettings {

    private static final MemorySizeConverter SIZES = new MemorySizeConverter();

    private DefaultSettings() {}

    static KafkaSettings kafka() {
        return KafkaSettings.class.cast(
                Proxy.newProxyInstance(
                        KafkaSettings.class.getClassLoader(),
                        new Class<?>[] {KafkaSettings.class},
                        (_, method, _) -> value(method)));
    }

    private static Object value(Method method) {
        String text = method.getAnnotation(WithDefault.class).value();
        if (method.getReturnType() == Duration.class) {
            return Duration.parse(text);
        }
        return method.getReturnType() == int.class ? Integer.valueOf(text) : SIZES.convert(text);
    }
}
