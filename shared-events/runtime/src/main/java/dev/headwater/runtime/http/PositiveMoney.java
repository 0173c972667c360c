package dev.headwater.runtime.http;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** On a {@link MoneyJson}: more than nothing. Use it beside {@code @NotNull @Valid}. */
@Documented
@Target({
    ElementType.FIELD,
    ElementType.PARAMETER,
    ElementType.METHOD,
    ElementType.RECORD_COMPONENT
})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PositiveMoney.Validator.class)
public @interface PositiveMoney {

    String message() default "must be more than zero";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Leaves malformed money to {@link WellFormedMoney}. */
    final class Validator implements ConstraintValidator<PositiveMoney, MoneyJson> {

        @Override
        public boolean isValid(@Nullable MoneyJson money, ConstraintValidatorContext context) {
            if (money == null) {
                return true;
            }
            Optional<Currency> currency = MoneyJson.currency(money.currency());
            boolean malformed =
                    currency.isEmpty()
                            || MoneyJson.problemOf(money.amount(), currency.get()) != null;
            return malformed || money.positive();
        }
    }
}
