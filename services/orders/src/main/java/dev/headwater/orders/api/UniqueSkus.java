package dev.headwater.orders.api;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** On the lines of an order: each SKU at most once. */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = UniqueSkus.Validator.class)
public @interface UniqueSkus {

    String message() default "must name each sku only once";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Leaves lines and SKUs that are missing to {@code @NotNull}. */
    final class Validator
            implements ConstraintValidator<UniqueSkus, List<PlaceOrderRequest.LineRequest>> {

        @Override
        @SuppressWarnings("ConstantValue") // Jackson passes null for an absent field
        public boolean isValid(
                @Nullable List<PlaceOrderRequest.LineRequest> lines,
                ConstraintValidatorContext context) {
            if (lines == null) {
                return true;
            }
            Set<String> seen = new HashSet<>();
            for (PlaceOrderRequest.LineRequest line : lines) {
                if (line != null && line.sku() != null && !seen.add(line.sku())) {
                    return false;
                }
            }
            return true;
        }
    }
}
