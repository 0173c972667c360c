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

/** The rules of {@link MoneyJson}; checked wherever a body holds money under {@code @Valid}. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = WellFormedMoney.Validator.class)
public @interface WellFormedMoney {

    String message() default "must be an amount of money";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reports each field that breaks a rule by its own name; null is {@code @NotNull}'s matter. */
    final class Validator implements ConstraintValidator<WellFormedMoney, MoneyJson> {

        @Override
        @SuppressWarnings("ConstantValue") // Jackson passes null for an absent field
        public boolean isValid(@Nullable MoneyJson money, ConstraintValidatorContext context) {
            if (money == null || money.currency() == null) {
                return true;
            }
            Optional<Currency> currency = MoneyJson.currency(money.currency());
            if (currency.isEmpty()) {
                return refuse(context, "currency", "must be a currency code of ISO 4217");
            }
            if (money.amount() == null) {
                return true;
            }
            String problem = MoneyJson.problemOf(money.amount(), currency.get());
            return problem == null || refuse(context, "amount", problem);
        }

        private static boolean refuse(
                ConstraintValidatorContext context, String field, String detail) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(detail)
                    .addPropertyNode(field)
                    .addConstraintViolation();
            return false;
        }
    }
}
