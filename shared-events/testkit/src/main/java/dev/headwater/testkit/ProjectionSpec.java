package dev.headwater.testkit;

import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.projection.Projection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Given the events of a stream, then the row. No database, no container. Every expectation folds
 * twice and wants the same rows, because a rebuild has to.
 */
public record ProjectionSpec<F, R>(Projection<F, R> projection, String service) {

    /**
     * @param stream of all the events
     * @param history in order
     */
    @SafeVarargs
    public final Given given(StreamId stream, F... history) {
        return new Given(stream, List.of(history));
    }

    public final class Given {
        private final StreamId stream;
        private final List<F> history;

        private Given(StreamId stream, List<F> history) {
            this.stream = stream;
            this.history = history;
        }

        /**
         * The one row that the events fold into.
         *
         * @throws AssertionError when there is none, or more than one
         */
        public R row() {
            Map<String, R> rows = rows();
            if (rows.size() != 1) {
                throw new AssertionError("expected one row, was " + rows.keySet());
            }
            return rows.values().iterator().next();
        }

        /**
         * @throws AssertionError when there is a row
         */
        public void thenNoRow() {
            Map<String, R> rows = rows();
            if (!rows.isEmpty()) {
                throw new AssertionError("expected no row, was " + rows.keySet());
            }
        }

        private Map<String, R> rows() {
            Map<String, R> rows = fold();
            Map<String, String> first = texts(rows);
            Map<String, String> second = texts(fold());
            if (!first.equals(second)) {
                throw new AssertionError("two folds differ:%n  %s%n  %s".formatted(first, second));
            }
            return rows;
        }

        private Map<String, R> fold() {
            Envelopes envelopes = new Envelopes(service);
            Map<String, R> rows = new HashMap<>();
            for (F fact : history) {
                Envelope<F> event = envelopes.next(stream, fact);
                for (String key : projection.keys(event)) {
                    R row = projection.fold(key, rows.get(key), event);
                    if (row == null) {
                        rows.remove(key);
                    } else {
                        rows.put(key, row);
                    }
                }
            }
            return rows;
        }

        private Map<String, String> texts(Map<String, R> rows) {
            Map<String, String> texts = new HashMap<>();
            rows.forEach((key, row) -> texts.put(key, Rows.text(row)));
            return texts;
        }
    }
}
