package dev.headwater.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What clients asked and what they were told: for each idempotency key what it asks for, how often
 * it was tried, and each definite answer. No answer, 202 and 503 mean "unknown". Thread-safe.
 */
final class History {

    /** What an order asks for. */
    record Request(String customerId, String sku, int quantity, String paymentMethod) {}

    /**
     * A 201.
     *
     * @param total as the client was told, such as {@code 25.00 EUR}
     */
    record Acknowledgement(String orderId, String total) {}

    /** One key's story. */
    static final class Operation {

        final String key;
        final Request request;
        private final long begunNanos = System.nanoTime();
        private long endedNanos;
        private int tries;
        private final List<String> unknown = new ArrayList<>();
        private final List<Acknowledgement> acknowledgements = new ArrayList<>();
        private final List<String> refusals = new ArrayList<>();

        private Operation(String key, Request request) {
            this.key = key;
            this.request = request;
        }
    }

    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private int acknowledged;

    synchronized void invoked(String key, Request request) {
        operations.computeIfAbsent(key, _ -> new Operation(key, request)).tries++;
    }

    synchronized void acknowledged(String key, Acknowledgement told) {
        Operation operation = of(key);
        if (operation.acknowledgements.isEmpty()) {
            operation.endedNanos = System.nanoTime();
            acknowledged++;
        }
        operation.acknowledgements.add(told);
        notifyAll();
    }

    synchronized void refused(String key, String answer) {
        of(key).refusals.add(answer);
        notifyAll();
    }

    synchronized void unknown(String key, String why) {
        of(key).unknown.add(why);
    }

    private Operation of(String key) {
        return Objects.requireNonNull(operations.get(key), "not invoked");
    }

    synchronized int acknowledged() {
        return acknowledged;
    }

    /** Keys that were tried. */
    synchronized int operations() {
        return operations.size();
    }

    synchronized int tries() {
        return operations.values().stream().mapToInt(each -> each.tries).sum();
    }

    synchronized int unknown() {
        return operations.values().stream().mapToInt(each -> each.unknown.size()).sum();
    }

    /** Answers that nobody should have been given: the load asks for nothing that is refused. */
    synchronized List<String> refusals() {
        return operations.values().stream().flatMap(each -> each.refusals.stream()).toList();
    }

    /** Waits until so many keys were acknowledged; says whether that came true in time. */
    synchronized boolean awaitAcknowledged(int count, long timeoutMillis)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000;
        while (acknowledged < count) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /**
     * The operations that began in a span of time.
     *
     * @param from as {@link System#nanoTime}, inclusive
     * @param to exclusive
     */
    synchronized Span span(long from, long to) {
        List<String> unknown = new ArrayList<>();
        List<Long> latencies = new ArrayList<>();
        for (Operation each : operations.values()) {
            if (each.begunNanos - from >= 0 && each.begunNanos - to < 0) {
                unknown.addAll(each.unknown);
                if (each.endedNanos != 0) {
                    latencies.add((each.endedNanos - each.begunNanos) / 1_000_000);
                }
            }
        }
        return new Span(unknown, latencies.stream().sorted().toList());
    }

    /**
     * @param unknown why tries had no definite answer
     * @param latencies from the first try to the first acknowledgement [ms], ascending
     */
    record Span(List<String> unknown, List<Long> latencies) {

        /**
         * @param share of operations that took no longer, 0 to 1
         */
        long quantile(double share) {
            return latencies.isEmpty()
                    ? 0
                    : latencies.get((int) Math.ceil(share * latencies.size()) - 1);
        }
    }

    /** By order id what was asked, and what its first acknowledgement said. */
    synchronized Map<String, Request> requestsByOrder() {
        Map<String, Request> requests = new LinkedHashMap<>();
        for (Operation each : operations.values()) {
            each.acknowledgements.forEach(told -> requests.put(told.orderId(), each.request));
        }
        return requests;
    }

    synchronized Map<String, String> totalsByOrder() {
        Map<String, String> totals = new LinkedHashMap<>();
        for (Operation each : operations.values()) {
            each.acknowledgements.forEach(told -> totals.put(told.orderId(), told.total()));
        }
        return totals;
    }

    /** Keys whose tries were answered differently, or were both acknowledged and refused. */
    synchronized List<String> contradictions() {
        return operations.values().stream()
                .filter(
                        each ->
                                each.acknowledgements.stream().distinct().count() > 1
                                        || (!each.acknowledgements.isEmpty()
                                                && !each.refusals.isEmpty()))
                .map(each -> each.key + ": " + each.acknowledgements + " " + each.refusals)
                .toList();
    }

    /** Keys that never had a definite answer. */
    synchronized List<String> undecided() {
        return operations.values().stream()
                .filter(each -> each.acknowledgements.isEmpty() && each.refusals.isEmpty())
                .map(each -> each.key)
                .toList();
    }
}
