package dev.headwater.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MoneyJsonTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    private final ObjectMapper mapper = new ObjectMapper();

    @Property(tries = 300)
    void minorUnitsSurviveTheirNotation(@ForAll @LongRange(min = 0) long minorUnits)
            throws JsonProcessingException {
        for (String currency : new String[] {"EUR", "JPY", "BHD"}) {
            MoneyJson money = MoneyJson.of(minorUnits, currency);
            assertEquals(minorUnits, money.toMinorUnits());
            String json = mapper.writeValueAsString(money);
            assertEquals(money, mapper.readValue(json, MoneyJson.class));
        }
    }

    @Property(tries = 300)
    void equalAmountsAreEqualHoweverTheyAreWritten(
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long units) {
        MoneyJson plain = new MoneyJson(Long.toString(units), "EUR");
        assertEquals(plain, new MoneyJson(units + ".0", "EUR"));
        assertEquals(plain, new MoneyJson(units + ".00", "EUR"));
        assertEquals(Fingerprint.of(plain), Fingerprint.of(new MoneyJson(units + ".0", "EUR")));
        assertEquals(units * 100, plain.toMinorUnits());
    }

    @Test
    void itsNotationIsThePromisedOne() throws JsonProcessingException {
        assertEquals(
                "{\"amount\":\"12.50\",\"currency\":\"EUR\"}",
                mapper.writeValueAsString(MoneyJson.of(1250, "EUR")));
        assertEquals("0.05", MoneyJson.of(5, "EUR").amount());
        assertEquals("5", MoneyJson.of(5, "JPY").amount());
        assertEquals("0.005", MoneyJson.of(5, "BHD").amount());
    }

    @Test
    void whatIsNoAmountIsRefused() {
        for (String bad :
                new String[] {
                    "",
                    " ",
                    "-1",
                    "+1",
                    "01",
                    "1.",
                    ".5",
                    "1e2",
                    "1,5",
                    "0x1",
                    "NaN",
                    "1.234",
                    "١",
                    "1 ",
                    "92233720368547758.08",
                    "9".repeat(40)
                }) {
            assertTrue(MoneyJson.problemOf(bad, EUR) != null, bad);
            assertThrows(
                    IllegalStateException.class, () -> new MoneyJson(bad, "EUR").toMinorUnits());
        }
        assertEquals(Long.MAX_VALUE, new MoneyJson("92233720368547758.07", "EUR").toMinorUnits());
    }

    @Test
    void onlyCurrenciesWithAMinorUnitAreMoney() {
        for (String bad : new String[] {"", "EU", "eur", "EURO", "ZZZ", "XXX", "XAU"}) {
            assertTrue(MoneyJson.currency(bad).isEmpty(), bad);
        }
        assertThrows(IllegalArgumentException.class, () -> MoneyJson.of(1, "XXX"));
        assertThrows(IllegalArgumentException.class, () -> MoneyJson.of(-1, "EUR"));
    }

    @Test
    void nothingIsNotPositive() {
        assertTrue(MoneyJson.of(1, "EUR").positive());
        assertFalse(MoneyJson.of(0, "EUR").positive());
    }
}
