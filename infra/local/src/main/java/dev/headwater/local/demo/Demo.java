package dev.headwater.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.local.PlatformState;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Stocks items, places orders of every ending, and tells each step of the saga as it happens. Every
 * run uses SKUs of its own, so that runs do not disturb each other.
 */
public final class Demo implements AutoCloseable {

    private static final Duration END_WITHIN = Duration.ofMinutes(2);
    private static final int TOLD_IN_FULL = 4;
    private static final int AT_ONCE = 4;

    private final Shop shop;
    private final Feed feed;
    private final PrintStream out;
    private final String run = UUID.randomUUID().toString().substring(0, 6);
    private final String tea = "tea-" + run;
    private final String cup = "cup-" + run;
    private final String teapot = "teapot-" + run;
    private final List<String> surprises = new ArrayList<>();
    private final Map<String, Integer> ends = new LinkedHashMap<>();

    public Demo(PlatformState state, PrintStream out) {
        shop = new Shop(state);
        feed = new Feed(shop.orders());
        this.out = out;
    }

    /** An order that was placed and what is to become of it. */
    private record Placed(int number, String id, Ending ending, long beganNanos) {}

    /**
     * Runs it.
     *
     * @param count orders to place, at least 1
     * @param extra pieces to stock beyond what these orders need
     * @return whether every order ended as it was meant to
     */
    public boolean run(int count, int extra) throws InterruptedException {
        feed.awaitConnected();
        stock(count, extra);
        out.printf("%nThe first orders, step by step%n");
        int told = Math.min(TOLD_IN_FULL, count);
        for (int i = 0; i < told; i++) {
            tell(i);
        }
        if (count > told) {
            out.printf("%nThe other %d, %d at a time%n", count - told, AT_ONCE);
            others(told, count);
        }
        out.printf("%n%s", summary());
        surprises.forEach(surprise -> out.println("  unexpected: " + surprise));
        return surprises.isEmpty();
    }

    /** The SKU of which there is enough. */
    String plenty() {
        return tea;
    }

    Shop shop() {
        return shop;
    }

    Feed feed() {
        return feed;
    }

    private void stock(int count, int extra) {
        out.println("Stocking");
        stock(tea, "Tea, 100 g", "4.50", count + extra);
        stock(cup, "Cup", "7.25", 2 * count);
        stock(teapot, "Teapot, sold out", "39.00", 0);
    }

    private void stock(String sku, String name, String price, int quantity) {
        shop.stock(sku, name, price, quantity);
        out.printf("  %-16s EUR %6s  %5d pieces%n", sku, price, quantity);
    }

    private Placed place(int index) {
        Ending ending = Ending.ofOrder(index);
        Map<String, Integer> lines = new LinkedHashMap<>();
        lines.put(tea, 1);
        lines.put(ending == Ending.OUT_OF_STOCK ? teapot : cup, 2);
        long began = System.nanoTime();
        String id = shop.place("customer-" + index % 5, lines, ending.paymentMethod());
        return new Placed(index + 1, id, ending, began);
    }

    /** Places one order and watches every service until it has ended. */
    private void tell(int index) throws InterruptedException {
        Placed order = place(index);
        out.printf(
                "  order %d  %s  pays with %s%n",
                order.number(), order.id(), order.ending().paymentMethod());
        step(order, "orders", "PLACED");
        String reservation = "";
        String payment = "";
        boolean cancelled = false;
        boolean ended = false;
        long deadline = System.nanoTime() + END_WITHIN.toNanos();
        while (System.nanoTime() - deadline < 0) {
            Feed.Seen seen = feed.seen(order.id());
            if (!ended && seen != null && !seen.status().equals("PLACED")) {
                step(order, "orders", seen.status() + reason(order));
                ended = true;
            }
            reservation = follow(order, "inventory", reservation, shop.reservation(order.id()));
            payment = follow(order, "payments", payment, shop.payment(order.id()));
            if (order.ending() == Ending.CANCELLED && !cancelled && !payment.isEmpty()) {
                step(order, "customer", "cancels before the payment answers");
                cancelled = true;
                shop.cancel(order.id());
            }
            if (ended && Settled.both(reservation, payment)) {
                break;
            }
            Thread.sleep(5);
        }
        ended(order);
    }

    private String follow(Placed order, String service, String before, String now) {
        if (!now.equals(before) && !now.isEmpty()) {
            step(order, service, now);
            return now;
        }
        return before;
    }

    private String reason(Placed order) {
        JsonNode body = shop.order(order.id());
        String detail = body.path("detail").asText(body.path("reason").asText(""));
        return detail.isEmpty() ? "" : " (" + detail + ")";
    }

    private void step(Placed order, String who, String what) {
        out.printf(
                "    +%6d ms  %-9s  %s%n",
                (System.nanoTime() - order.beganNanos()) / 1_000_000, who, what);
        out.flush();
    }

    private void others(int from, int to) throws InterruptedException {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = from; i < to; i++) {
                int index = i;
                running.add(threads.submit(() -> placeAndEnd(index)));
            }
            for (Future<?> one : running) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    threads.shutdownNow();
                    throw e.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(e);
                }
            }
        }
    }

    private void placeAndEnd(int index) {
        Placed order = place(index);
        if (order.ending() == Ending.CANCELLED) {
            shop.cancel(order.id());
        }
        ended(order);
    }

    /** Books how an order ended, and tells it in a line when it was not told in full. */
    private void ended(Placed order) {
        Feed.Seen end = feed.awaitEnd(order.id(), END_WITHIN);
        String status = end.status();
        if (status.equals("PLACED")) {
            status = shop.order(order.id()).path("status").asText("PLACED");
        }
        synchronized (ends) {
            ends.merge(status, 1, Integer::sum);
            if (order.number() > TOLD_IN_FULL) {
                out.printf(
                        "  order %-4d %s  %-9s after %5d ms%n",
                        order.number(),
                        order.id(),
                        status,
                        (end.nanos() - order.beganNanos()) / 1_000_000);
                out.flush();
            }
            if (!status.equals(order.ending().status()) && !byDeadline(order, status)) {
                surprises.add(
                        "order %s was to be %s and is %s"
                                .formatted(order.id(), order.ending().status(), status));
            }
        }
    }

    /** A service that was away for long lets an order run out of time: allowed, and told. */
    private boolean byDeadline(Placed order, String status) {
        return status.equals("CANCELLED")
                && shop.order(order.id()).path("reason").asText("").equals("DEADLINE");
    }

    private String summary() {
        StringBuilder text = new StringBuilder("Ended: ");
        List<String> parts = new ArrayList<>();
        ends.forEach((status, n) -> parts.add(n + " " + status));
        text.append(String.join(", ", parts)).append(System.lineSeparator());
        if (shop.repeats() > 0) {
            text.append(
                    "%d calls found no answer and were repeated with the same key%n"
                            .formatted(shop.repeats()));
        }
        return text.toString();
    }

    @Override
    public void close() {
        feed.close();
    }
}
