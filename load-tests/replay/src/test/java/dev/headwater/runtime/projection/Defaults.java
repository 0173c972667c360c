package dev.headwater.runtime.projection;

import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;

/** The runtime's own defaults, read where a service gets them from. */
final class Defaults {

    private Defaults() {}

    /**
     * @param others what differs, by the name of the setting
     */
    static ProjectionSettings projection(Map<String, Object> others) {
        return ProjectionSettings.class.cast(
                Proxy.newProxyInstance(
                        ProjectionSettings.class.getClassLoader(),
                        new Class<?>[] {ProjectionSettings.class},
                        (_, method, _) -> others.getOrDefault(method.getName(), value(method))));
    }

    private static Object value(Method method) {
        String text = method.getAnnotation(WithDefault.class).value();
        if (method.getReturnType() == Duration.class) {
            return Duration.parse(text);
        }
        if (method.getReturnType() == int.class) {
            return Integer.valueOf(text);
        }
        return Long.valueOf(text);
    }
}
