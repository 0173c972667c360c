package dev.headwater.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageQueryTest {

    @Property(tries = 100)
    void walkingThePagesShowsEveryItemOnceAndInOrder(
            @ForAll @UniqueElements @Size(max = 40) List<String> keys,
            @ForAll @IntRange(min = 1, max = 9) int limit) {
        List<String> sorted = keys.stream().sorted().toList();
        List<String> seen = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            PageQuery query = query("/things", limit, cursor);
            String after = query.after();
            List<String> rows =
                    sorted.stream()
                            .filter(key -> after == null || key.compareTo(after) > 0)
                            .limit(limit + 1L)
                            .toList();
            Page<String> page = query.page(rows, key -> key);
            seen.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertEquals(sorted, seen);
    }

    @Property(tries = 300)
    void anyTextIsACursorOrRefusedButNeverAnException(@ForAll String text) {
        Cursor cursor = Cursor.parse(text);
        if (cursor != null) {
            assertEquals(text, cursor.encode());
        }
    }

    @Test
    void aCursorBelongsToItsPathAndFilters() {
        PageQuery first = query("/things", 1, null, "status", "A");
        String next = Objects.requireNonNull(first.page(List.of("a", "b"), key -> key).next());
        assertEquals("a", query("/things", 7, next, "status", "A").after());
        refused("/things", next, "status", "B");
        refused("/things", next, "state", "A");
        refused("/others", next, "status", "A");
    }

    @Test
    void theDefaultIsFifty() {
        PageQuery query = PageQuery.of("/things", new MultivaluedHashMap<>());
        assertEquals(50, query.limit());
        assertNull(query.after());
        assertNull(query.page(List.of("a"), key -> key).next());
    }

    private static PageQuery query(
            String path, int limit, @Nullable String cursor, String... filter) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        parameters.add("limit", Integer.toString(limit));
        if (cursor != null) {
            parameters.add("cursor", cursor);
        }
        if (filter.length == 2) {
            parameters.add(filter[0], filter[1]);
        }
        return PageQuery.of(path, parameters);
    }

    private static void refused(String path, String cursor, String... filter) {
        ProblemException refusal =
                assertThrows(ProblemException.class, () -> query(path, 1, cursor, filter));
        assertEquals(400, refusal.problem().status());
    }
}
