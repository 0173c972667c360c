package dev.headwater.runtime.http;

import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items in the list's order
 * @param next the {@code cursor} of the part behind it; null at the end, and always present
 */
public record Page<T>(
        @Schema(required = true) List<T> items,
        @Schema(nullable = true, description = "cursor of the next page; null at the end")
                @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    /** The same page of other items. */
    public <U> Page<U> map(Function<T, U> item) {
        return new Page<>(items.stream().map(item).toList(), next);
    }
}
