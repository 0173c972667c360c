package dev.headwater.inventory.domain;

/**
 * @param minorUnits cents and the like
 * @param currency ISO 4217 code, for example {@code EUR}
 */
public record Money(long minorUnits, String currency) {

    public static Money eur(long cents) {
        return new Money(cents, "EUR");
    }
}
