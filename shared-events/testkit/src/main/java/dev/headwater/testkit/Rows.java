package dev.headwater.testkit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** Rows as text, for comparing and for failure messages. */
public final class Rows {

    private Rows() {}

    /** Every public field of the row's class with its value, in order of declaration. */
    public static String text(Object row) {
        StringBuilder text = new StringBuilder(row.getClass().getSimpleName());
        for (Field field : row.getClass().getDeclaredFields()) {
            int modifiers = field.getModifiers();
            if (Modifier.isPublic(modifiers) && !Modifier.isStatic(modifiers)) {
                text.append(' ').append(field.getName()).append('=').append(value(field, row));
            }
        }
        return text.toString();
    }

    private static String value(Field field, Object row) {
        try {
            return String.valueOf(field.get(row));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a public field of " + row.getClass(), e);
        }
    }
}
