package dev.headwater.runtime.snapshot;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** Finds the shapes of types, and describes all of them in a text that changes when one does. */
final class Shapes {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private static final Map<Class<?>, Shape> SIMPLE =
            List.of(
                            new Shape.Simple<>(
                                    Integer.class, DataOutput::writeInt, DataInput::readInt),
                            new Shape.Simple<>(
                                    Long.class, DataOutput::writeLong, DataInput::readLong),
                            new Shape.Simple<>(
                                    Boolean.class,
                                    DataOutput::writeBoolean,
                                    DataInput::readBoolean),
                            new Shape.Simple<>(String.class, Shapes::writeText, Shapes::readText),
                            new Shape.Simple<>(
                                    Instant.class, Shapes::writeInstant, Shapes::readInstant),
                            new Shape.Simple<>(
                                    Duration.class,
                                    (out, value) -> writeText(out, value.toString()),
                                    in -> Duration.parse(readText(in))),
                            new Shape.Simple<>(
                                    UUID.class,
                                    (out, value) -> {
                                        out.writeLong(value.getMostSignificantBits());
                                        out.writeLong(value.getLeastSignificantBits());
                                    },
                                    in -> new UUID(in.readLong(), in.readLong())))
                    .stream()
                    .collect(Collectors.toMap(Shape.Simple::type, Function.identity()));

    private static final Map<Class<?>, Class<?>> BOXED =
            Map.of(int.class, Integer.class, long.class, Long.class, boolean.class, Boolean.class);

    /** By type name, so that the description does not depend on the order of discovery. */
    private final Map<String, String> descriptions = new TreeMap<>();

    /**
     * @throws IllegalArgumentException when the type, or one that it is made of, has no shape
     */
    Shape of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        if (!(type instanceof Class<?> known)) {
            throw noShape(type);
        }
        Class<?> boxed = BOXED.getOrDefault(known, known);
        Shape simple = SIMPLE.get(boxed);
        if (simple != null) {
            return simple;
        }
        if (known.isEnum()) {
            List<?> constants = List.of(known.getEnumConstants());
            descriptions.put(known.getName(), "enum " + constants);
            return new Shape.Constant(constants);
        }
        if (known.isRecord()) {
            return ofRecord(known);
        }
        if (known.isSealed() && known.isInterface()) {
            return ofSealed(known);
        }
        throw noShape(type);
    }

    private Shape ofGeneric(Class<?> raw, Type[] arguments) {
        if (raw == List.class) {
            return new Shape.Many(of(arguments[0]), List::copyOf);
        }
        if (raw == Set.class) {
            return new Shape.Many(of(arguments[0]), LinkedHashSet::new);
        }
        if (raw == PVector.class) {
            return new Shape.Many(of(arguments[0]), TreePVector::from);
        }
        if (raw == Map.class) {
            return new Shape.Pairs(of(arguments[0]), of(arguments[1]), LinkedHashMap::new);
        }
        if (raw == PMap.class) {
            return new Shape.Pairs(of(arguments[0]), of(arguments[1]), HashTreePMap::from);
        }
        throw noShape(raw);
    }

    private Shape ofRecord(Class<?> type) {
        requireNew(type);
        RecordComponent[] components = type.getRecordComponents();
        StringJoiner description = new StringJoiner(", ", "record(", ")");
        Class<?>[] parameters = new Class<?>[components.length];
        List<MethodHandle> accessors = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            parameters[i] = components[i].getType();
            description.add(
                    components[i].getName() + " " + components[i].getGenericType().getTypeName());
            accessors.add(accessor(components[i].getAccessor()));
            shapes.add(of(components[i].getGenericType()));
        }
        descriptions.put(type.getName(), description.toString());
        return new Shape.Product(constructor(type, parameters), accessors, shapes);
    }

    private Shape ofSealed(Class<?> type) {
        requireNew(type);
        List<Class<?>> permitted = new ArrayList<>();
        leaves(type, permitted);
        descriptions.put(
                type.getName(),
                permitted.stream()
                        .map(Class::getName)
                        .collect(Collectors.joining(", ", "one of [", "]")));
        return new Shape.Choice(permitted, permitted.stream().map(this::of).toList());
    }

    private static void leaves(Class<?> type, List<Class<?>> to) {
        for (Class<?> each : type.getPermittedSubclasses()) {
            if (each.isSealed() && each.isInterface()) {
                leaves(each, to);
            } else {
                to.add(each);
            }
        }
    }

    /** A type that holds itself would need a shape that does. */
    private void requireNew(Class<?> type) {
        if ("being described".equals(descriptions.put(type.getName(), "being described"))) {
            throw noShape(type);
        }
    }

    private static MethodHandle accessor(Method method) {
        try {
            method.setAccessible(true);
            return LOOKUP.unreflect(method);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static MethodHandle constructor(Class<?> type, Class<?>[] parameters) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return LOOKUP.unreflectConstructor(constructor);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** All the types that were found, with what they are made of. */
    String description() {
        return descriptions.toString();
    }

    private static void writeText(DataOutput out, String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void writeInstant(DataOutput out, Instant value) throws IOException {
        out.writeLong(value.getEpochSecond());
        out.writeInt(value.getNano());
    }

    private static Instant readInstant(DataInput in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static IllegalArgumentException noShape(Type type) {
        return new IllegalArgumentException(
                type.getTypeName()
                        + " has no form in a snapshot: a state is made of records, sealed"
                        + " interfaces, enums, text, numbers, times, lists and maps");
    }
}
