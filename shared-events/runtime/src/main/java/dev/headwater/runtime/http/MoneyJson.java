package dev.headwater.runtime.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Money as bodies show it: {@code {"amount": "12.50", "currency": "EUR"}}. Amounts that are equal
 * are written alike, with all the decimals of their currency; an amount that breaks a rule is kept
 * as it came, for validation to refuse.
 *
 * @param amount decimal digits with at most as many decimals as the currency has, never negative
 * @param currency an ISO 4217 code
 */
@WellFormedMoney
@Schema(name = "Money")
@JsonPropertyOrder({"amount", "currency"})
public record MoneyJson(
        @Schema(
                        required = true,
                        pattern = "^(0|[1-9][0-9]{0,18})([.][0-9]{1,4})?$",
                        examples = "\"12.50\"")
                @NotNull
                String amount,
        @Schema(required = true, pattern = "^[A-Z]{3}$", examples = "\"EUR\"") @NotNull
                String currency) {

    private static final Pattern AMOUNT = Pattern.compile("(?:0|[1-9][0-9]{0,18})(?:\\.[0-9]+)?");
    private static final int MAX_AMOUNT_LENGTH = 32;

    public MoneyJson {
        Optional<Currency> known = currency(currency);
        if (known.isPresent() && problemOf(amount, known.get()) == null) {
            amount = new BigDecimal(amount).setScale(decimals(known.get())).toPlainString();
        }
    }

    /**
     * An amount as bodies show it.
     *
     * @param minorUnits cents for EUR, not negative
     * @throws IllegalArgumentException when the code is none of ISO 4217 or the amount is negative
     */
    public static MoneyJson of(long minorUnits, String currencyCode) {
        Currency known =
                currency(currencyCode)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "no currency of ISO 4217: " + currencyCode));
        if (minorUnits < 0) {
            throw new IllegalArgumentException("a negative amount: " + minorUnits);
        }
        BigDecimal amount = BigDecimal.valueOf(minorUnits, decimals(known));
        return new MoneyJson(amount.toPlainString(), currencyCode);
    }

    /**
     * The amount in the currency's minor unit, cents for EUR.
     *
     * @throws IllegalStateException when it was never validated and breaks a rule
     */
    public long toMinorUnits() {
        Currency known = currency(currency).orElseThrow(this::notValidated);
        if (problemOf(amount, known) != null) {
            throw notValidated();
        }
        return new BigDecimal(amount).movePointRight(decimals(known)).longValueExact();
    }

    /** A currency that amounts can be in: of ISO 4217, with a minor unit defined. */
    static Optional<Currency> currency(@Nullable String code) {
        if (code == null || code.length() != 3) {
            return Optional.empty();
        }
        try {
            Currency known = Currency.getInstance(code);
            return known.getDefaultFractionDigits() < 0 ? Optional.empty() : Optional.of(known);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Which rule the amount breaks, or null. */
    static @Nullable String problemOf(@Nullable String amount, Currency currency) {
        if (amount == null
                || amount.length() > MAX_AMOUNT_LENGTH
                || !AMOUNT.matcher(amount).matches()) {
            return "must be decimal digits without sign or exponent, for example 12.50";
        }
        BigDecimal value = new BigDecimal(amount);
        if (value.scale() > decimals(currency)) {
            return "must have at most %d decimals in %s"
                    .formatted(decimals(currency), currency.getCurrencyCode());
        }
        if (value.movePointRight(decimals(currency)).compareTo(BigDecimal.valueOf(Long.MAX_VALUE))
                > 0) {
            return "is too large";
        }
        return null;
    }

    /** Whether it is more than nothing; false also when it breaks a rule. */
    @JsonIgnore
    boolean positive() {
        return currency(currency).filter(known -> problemOf(amount, known) == null).isPresent()
                && new BigDecimal(amount).signum() > 0;
    }

    private static int decimals(Currency currency) {
        return currency.getDefaultFractionDigits();
    }

    private IllegalStateException notValidated() {
        return new IllegalStateException("money that was not validated");
    }
}
