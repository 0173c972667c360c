package dev.headwater.runtime.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource or one of its methods: which projections a GET reads. With a {@code
 * Consistency-Token} it then answers from rows that reflect the token, or 503.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Reads {

    /** Names of projections; none for a GET that reads the log itself. */
    String[] value();
}
