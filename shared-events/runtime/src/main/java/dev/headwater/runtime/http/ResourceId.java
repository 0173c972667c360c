package dev.headwater.runtime.http;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a string: an id or SKU, {@code [A-Za-z0-9._-]{1,64}}. Null is {@code @NotNull}'s matter; on a
 * path or query parameter it refuses with 400.
 */
@Documented
@Target({
    ElementType.FIELD,
    ElementType.PARAMETER,
    ElementType.METHOD,
    ElementType.RECORD_COMPONENT,
    ElementType.TYPE_USE
})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
@Pattern(regexp = ResourceId.REGEX)
@ReportAsSingleViolation
public @interface ResourceId {

    String REGEX = "[A-Za-z0-9._-]{1,64}";

    String message() default
            "must be 1 to 64 of the characters A-Z, a-z, 0-9, dot, underscore, dash";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
