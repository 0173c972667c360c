package dev.headwater.runtime.snapshot;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How values of one type are written and read. A value may be null: a byte in front tells. */
sealed interface Shape {

    void put(Object value, DataOutput out) throws IOException;

    Object get(DataInput in) throws IOException;

    default void write(@Nullable Object value, DataOutput out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            put(value, out);
        }
    }

    default @Nullable Object read(DataInput in) throws IOException {
        return in.readBoolean() ? get(in) : null;
    }

    /** A value without parts. */
    record Simple<T>(Class<T> type, Writer<T> writer, Reader<T> reader) implements Shape {

        interface Writer<T> {
            void write(DataOutput out, T value) throws IOException;
        }

        interface Reader<T> {
            T read(DataInput in) throws IOException;
        }

        @Override
        public void put(Object value, DataOutput out) throws IOException {
            writer.write(out, type.cast(value));
        }

        @Override
        public Object get(DataInput in) throws IOException {
            return (Object) reader.read(in);
        }
    }

    /** An enum, by its place: its constants and their order are part of the fingerprint. */
    record Constant(List<?> constants) implements Shape {

        @Override
        public void put(Object value, DataOutput out) throws IOException {
            out.writeShort(constants.indexOf(value));
        }

        @Override
        public Object get(DataInput in) throws IOException {
            return constants.get(in.readUnsignedShort());
        }
    }

    /** A list, or whatever is made of one. */
    record Many(Shape element, Function<List<Object>, Object> made) implements Shape {

        @Override
        public void put(Object value, DataOutput out) throws IOException {
            Collection<?> elements = (Collection<?>) value;
            out.writeInt(elements.size());
            for (Object each : elements) {
                element.put(each, out);
            }
        }

        @Override
        public Object get(DataInput in) throws IOException {
            Object[] elements = new Object[in.readInt()];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = element.get(in);
            }
            return made.apply(List.of(elements));
        }
    }

    /** A map, or whatever is made of one. */
    record Pairs(Shape key, Shape value, Function<Map<Object, Object>, Object> made)
            implements Shape {

        @Override
        public void put(Object map, DataOutput out) throws IOException {
            Map<?, ?> entries = (Map<?, ?>) map;
            out.writeInt(entries.size());
            for (Map.Entry<?, ?> each : entries.entrySet()) {
                key.put(each.getKey(), out);
                value.put(each.getValue(), out);
            }
        }

        @Override
        public Object get(DataInput in) throws IOException {
            int size = in.readInt();
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                entries.put(key.get(in), value.get(in));
            }
            return made.apply(entries);
        }
    }

    /** A record, component by component. */
    record Product(MethodHandle constructor, List<MethodHandle> accessors, List<Shape> components)
            implements Shape {

        @Override
        public void put(Object value, DataOutput out) throws IOException {
            for (int i = 0; i < accessors.size(); i++) {
                components.get(i).write(call(accessors.get(i), value), out);
            }
        }

        @Override
        public Object get(DataInput in) throws IOException {
            @Nullable Object[] values = new Object[components.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = components.get(i).read(in);
            }
            return call(constructor, values);
        }

        private static Object call(MethodHandle handle, @Nullable Object... arguments)
                throws IOException {
            try {
                return handle.invokeWithArguments(arguments);
            } catch (IOException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** One of the types that a sealed interface permits, by its place among them. */
    record Choice(List<Class<?>> types, List<Shape> shapes) implements Shape {

        @Override
        public void put(Object value, DataOutput out) throws IOException {
            int index = types.indexOf(value.getClass());
            if (index < 0) {
                throw new IllegalArgumentException("not permitted: " + value.getClass());
            }
            out.writeByte(index);
            shapes.get(index).put(value, out);
        }

        @Override
        public Object get(DataInput in) throws IOException {
            return shapes.get(in.readUnsignedByte()).get(in);
        }
    }
}
