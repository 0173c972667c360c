package dev.headwater.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.Ids;
import dev.headwater.runtime.log.Position;
import dev.headwater.runtime.log.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Events are texts: {@code ask-a} opens, {@code end-a} closes, {@code swap-ab} does both. */
class OpenIntentsTest {

    private final OpenIntents<String> intents = new OpenIntents<>(new Asking());
    private final Map<StreamId, Long> versions = new HashMap<>();
    private long offset;

    @Test
    void an_intent_is_open_until_an_event_of_its_stream_closes_it() {
        Envelope<String> asked = event("payment-1", "ask-a");

        assertEquals(asked, intents.apply(asked).opened().orElseThrow());
        assertTrue(intents.apply(event("payment-2", "end-a")).none());
        assertTrue(intents.apply(event("payment-1", "end-b")).none());
        assertEquals(List.of(asked), intents.all());
        assertEquals(List.of(asked), intents.apply(event("payment-1", "end-a")).closed());
        assertEquals(List.of(), intents.all());
        assertEquals(0, intents.size());
    }

    @Test
    void one_event_may_close_an_intent_and_open_another() {
        Envelope<String> asked = event("payment-1", "ask-a");
        intents.apply(asked);
        Envelope<String> swapped = event("payment-1", "swap-ab");

        assertEquals(
                new OpenIntents.Change<>(List.of(asked), Optional.of(swapped)),
                intents.apply(swapped));
        assertEquals(List.of(swapped), intents.all());
    }

    @Property
    void what_is_open_is_what_nothing_has_closed(
            @ForAll @Size(max = 60) List<@IntRange(max = 11) Integer> choices) {
        OpenIntents<String> subject = new OpenIntents<>(new Asking());
        List<Envelope<String>> log = new ArrayList<>();
        for (int choice : choices) {
            String kind =
                    List.of("ask-a", "ask-b", "end-a", "end-b", "swap-ab", "note").get(choice % 6);
            Envelope<String> event = event("payment-" + choice / 6, kind);
            log.add(event);
            subject.apply(event);
        }
        Asking effect = new Asking();
        List<Envelope<String>> open = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            Envelope<String> intent = log.get(i);
            boolean closed =
                    log.subList(i + 1, log.size()).stream()
                            .filter(later -> later.stream().equals(intent.stream()))
                            .anyMatch(later -> effect.closes(intent.event(), later.event()));
            if (effect.opens(intent.event()) && !closed) {
                open.add(intent);
            }
        }
        assertEquals(open, subject.all());
        assertEquals(open.size(), subject.size());
    }

    private Envelope<String> event(String stream, String event) {
        StreamId id = new StreamId(stream);
        long version = versions.merge(id, 1L, Long::sum);
        return new Envelope<>(
                id,
                version,
                new Position(0, offset++),
                Ids.event("payments", id, version),
                new UUID(0, offset),
                "correlation",
                null,
                Instant.EPOCH,
                "Text",
                event);
    }

    private record Asking() implements Effect<String, String> {

        @Override
        public boolean opens(String event) {
            return event.startsWith("ask-") || event.startsWith("swap-");
        }

        @Override
        public boolean closes(String intent, String later) {
            String asked = intent.substring(intent.length() - 1);
            return later.equals("end-" + asked) || later.startsWith("swap-" + asked);
        }

        @Override
        public String call(StreamId stream, String intent, UUID key) {
            throw new AssertionError("a fold calls nothing");
        }
    }
}
