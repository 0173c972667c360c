package dev.headwater.runtime.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.headwater.runtime.codec.UndecodableException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

class StateFormTest {

    sealed interface State {}

    record Nothing() implements State {}

    record Full(
            String name,
            @Nullable Money limit,
            long count,
            boolean open,
            Instant at,
            List<Money> lines,
            PMap<String, Answer> answers)
            implements State {}

    record Money(long minorUnits, String currency) {}

    sealed interface Answer {
        record Held(int quantity) implements Answer {}

        enum Ended implements Answer {
            REFUSED,
            SHIPPED
        }
    }

    record Renamed(long minorUnits, String code) {}

    record Recursive(List<Recursive> inner) {}

    record Odd(StringBuilder text) {}

    @Test
    void statesComeBackAsTheyWere() {
        StateForm<State> form = StateForm.of(State.class, 1);
        State full =
                new Full(
                        "näme ☂",
                        null,
                        Long.MIN_VALUE,
                        true,
                        Instant.parse("2026-01-01T00:00:00.123456789Z"),
                        List.of(new Money(12, "EUR"), new Money(-1, "JPY")),
                        HashTreePMap.<String, Answer>empty()
                                .plus("a", new Answer.Held(3))
                                .plus("b", Answer.Ended.SHIPPED));
        assertEquals(full, form.decode(form.encode(full)));
        assertEquals(new Nothing(), form.decode(form.encode(new Nothing())));
        StateForm<Integer> simple = StateForm.of(Integer.class, 1);
        assertEquals(-7, simple.decode(simple.encode(-7)));
    }

    @Test
    void anotherTypeOrAnotherMeaningHasAnotherFingerprint() {
        String fingerprint = StateForm.of(Money.class, 1).fingerprint();
        assertEquals(fingerprint, StateForm.of(Money.class, 1).fingerprint());
        assertNotEquals(fingerprint, StateForm.of(Money.class, 2).fingerprint());
        assertNotEquals(fingerprint, StateForm.of(Renamed.class, 1).fingerprint());
    }

    @Test
    void bytesOfAnotherFormAreRefused() {
        StateForm<State> form = StateForm.of(State.class, 1);
        byte[] bytes = form.encode(new Nothing());
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThrows(UndecodableException.class, () -> form.decode(longer));
        assertThrows(UndecodableException.class, () -> form.decode(new byte[] {1, 9}));
        assertThrows(UndecodableException.class, () -> form.decode(new byte[0]));
    }

    @Test
    void typesWithoutAFormAreRefusedAtStart() {
        assertThrows(IllegalArgumentException.class, () -> StateForm.of(Odd.class, 1));
        assertThrows(IllegalArgumentException.class, () -> StateForm.of(Recursive.class, 1));
    }
}
