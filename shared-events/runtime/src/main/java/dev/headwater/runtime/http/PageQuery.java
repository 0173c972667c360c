package dev.headwater.runtime.http;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for: {@code ?limit=50&cursor=…}. A cursor holds the key of the last
 * item shown and belongs to the path and filters that it came from.
 *
 * <pre>{@code
 * PageQuery query = PageQuery.of(uri);
 * return query.page(rows(query.after(), query.limit() + 1), OrderView::id);
 * }</pre>
 */
public final class PageQuery {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private final int limit;
    private final @Nullable String after;
    private final String scope;

    private PageQuery(int limit, @Nullable String after, String scope) {
        this.limit = limit;
        this.after = after;
        this.scope = scope;
    }

    /**
     * What the request at hand asks for.
     *
     * @throws ProblemException 400 for a limit outside 1–200 and for a cursor that this list never
     *     gave under these filters
     */
    public static PageQuery of(UriInfo uri) {
        return of(uri.getPath(), uri.getQueryParameters());
    }

    static PageQuery of(String path, MultivaluedMap<String, String> parameters) {
        TreeMap<String, List<String>> filters = new TreeMap<>(parameters);
        List<String> limits = filters.remove(LIMIT);
        List<String> cursors = filters.remove(CURSOR);
        String scope = scope(path, filters);
        return new PageQuery(limit(limits), after(cursors, scope), scope);
    }

    /** How many items to show, 1–200. Load one more to know whether there is a next page. */
    public int limit() {
        return limit;
    }

    /** The key of the last item that was shown; null for the first page. */
    public @Nullable String after() {
        return after;
    }

    /**
     * The page that these rows make.
     *
     * @param rows at most {@code limit + 1} rows behind {@link #after}, in order of their keys
     * @param key the row's place in that order, unique
     */
    public <T> Page<T> page(List<T> rows, Function<T, String> key) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> shown = rows.subList(0, limit);
        return new Page<>(shown, new Cursor(scope, key.apply(shown.getLast())).encode());
    }

    private static int limit(@Nullable List<String> values) {
        if (values == null || values.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        boolean number = values.size() == 1 && DIGITS.matcher(values.getFirst()).matches();
        int limit = number ? Integer.parseInt(values.getFirst()) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalidParameter(LIMIT, "must be a number from 1 to " + MAX_LIMIT)
                    .asException();
        }
        return limit;
    }

    private static @Nullable String after(@Nullable List<String> values, String scope) {
        if (values == null || values.isEmpty()) {
            return null;
        }
        Cursor cursor = values.size() == 1 ? Cursor.parse(values.getFirst()) : null;
        if (cursor == null || !cursor.scope().equals(scope)) {
            throw Problem.invalidParameter(
                            CURSOR, "must be the next of a page with the same filters")
                    .asException();
        }
        return cursor.key();
    }

    private static String scope(String path, Map<String, List<String>> filters) {
        return Fingerprint.of(Map.of("path", path, "filters", filters)).substring(0, 16);
    }
}
