package dev.headwater.runtime.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which methods a path takes: what a 405 has to tell in {@code Allow} (RFC 9110, 15.5.6) and the
 * server does not. Knows the resources of this service by their annotations; path parameters with a
 * pattern of their own are not known.
 */
@Singleton
public class AllowedMethods {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

    private record Operation(String method, Pattern path) {}

    private final List<Operation> operations = new ArrayList<>();

    AllowedMethods(BeanManager beans) {
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path root = bean.getBeanClass().getAnnotation(Path.class);
            if (root != null) {
                addAll(root.value(), bean.getBeanClass());
            }
        }
    }

    private void addAll(String root, Class<?> resource) {
        for (Method method : resource.getDeclaredMethods()) {
            Path path = method.getAnnotation(Path.class);
            Pattern pattern = pattern(path == null ? root : root + "/" + path.value());
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (http != null) {
                    operations.add(new Operation(http.value(), pattern));
                }
            }
        }
    }

    private static Pattern pattern(String template) {
        StringBuilder regex = new StringBuilder();
        for (String segment : template.split("/", 0)) {
            if (!segment.isEmpty()) {
                boolean fixed = !PARAMETER.matcher(segment).find();
                regex.append('/').append(fixed ? Pattern.quote(segment) : "[^/]+");
            }
        }
        return Pattern.compile(regex + "/?");
    }

    /** The value of {@code Allow} for this path; empty where there is no resource. */
    String at(String path) {
        TreeSet<String> methods = new TreeSet<>();
        for (Operation operation : operations) {
            if (operation.path().matcher(path).matches()) {
                methods.add(operation.method());
            }
        }
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        if (!methods.isEmpty()) {
            methods.add(HttpMethod.OPTIONS);
        }
        return String.join(", ", methods);
    }
}
