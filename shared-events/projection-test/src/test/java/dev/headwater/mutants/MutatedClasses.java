package dev.headwater.mutants;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.pool.TypePool;

/** All of {@code dev.headwater} once more, with one method replaced. */
final class MutatedClasses extends ClassLoader {

    private static final String OURS = "dev.headwater.";

    private final Map<String, byte[]> changed = new HashMap<>();

    /**
     * @param type whose method is replaced; empty to change nothing
     * @param replacement a public static method, as {@code class#method}
     */
    MutatedClasses(ClassLoader original, String type, String method, String replacement) {
        super(original);
        if (type.isEmpty()) {
            return;
        }
        String[] instead = replacement.split("#", -1);
        ClassFileLocator files = ClassFileLocator.ForClassLoader.of(original);
        TypePool types = TypePool.Default.of(files);
        TypeDescription mutated = types.describe(type).resolve();
        DynamicType.Unloaded<?> made =
                new ByteBuddy()
                        .rebase(mutated, files)
                        .method(named(method))
                        .intercept(
                                MethodDelegation.withDefaultConfiguration()
                                        .filter(named(instead[1]))
                                        .to(types.describe(instead[0]).resolve()))
                        .make();
        made.getAllTypes().forEach((each, bytes) -> changed.put(each.getName(), bytes));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = changed.get(name);
        if (bytes == null) {
            try (InputStream file =
                    getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                bytes = file.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
