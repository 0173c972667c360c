package dev.headwater.acceptance;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server-sent feed: every change of every order, and behind any id the rest. */
@ExtendWith(RunningPlatform.class)
@Order(7)
class FeedIT {

    private final Shop shop;

    FeedIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    void aFeedThatIsResumedHasNoGapAndNoRepeat() {
        String sku = shop.stocked(100);
        shop.placed(sku, 1, "tok_ok");
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        List<Feed.Change> whole;
        String middle;
        int before;
        try (Feed feed = Feed.from(shop.orders(), null)) {
            place(sku, 6, first);
            List<Feed.Change> seen = feed.awaitEnd(first);
            before = seen.size() / 2;
            middle = seen.get(before - 1).id();
            place(sku, 6, second);
            whole = feed.awaitEnd(Stream.concat(first.stream(), second.stream()).toList());
        }
        try (Feed resumed = Feed.from(shop.orders(), middle)) {
            // Not only the orders that were placed last: partitions come in any order.
            Set<String> expected = what(whole.subList(before, whole.size()));
            List<Feed.Change> rest =
                    Await.until(
                            Shop.SAGA_MAX,
                            resumed::changes,
                            seen -> what(seen).containsAll(expected));
            Set<String> got = what(rest);
            System.out.printf(
                    "feed: %d changes, resumed behind %d, %d again%n",
                    whole.size(), before, rest.size());
            assertEquals(rest.size(), got.size(), "a repeat: " + rest);
            assertTrue(
                    what(whole.subList(0, before)).stream().noneMatch(got::contains),
                    "what was seen before the id came again: " + rest);
        }
        inOrder(whole);
    }

    private void place(String sku, int count, List<String> ids) {
        for (int i = 0; i < count; i++) {
            ids.add(shop.placed(sku, 1, "tok_ok"));
        }
    }

    private static Set<String> what(List<Feed.Change> changes) {
        return new HashSet<>(changes.stream().map(Feed.Change::what).toList());
    }

    /** Of one order, versions come one after the other. */
    private static void inOrder(List<Feed.Change> changes) {
        for (Feed.Change confirmed : changes) {
            if (confirmed.version() == 2) {
                List<Long> versions =
                        changes.stream()
                                .filter(other -> other.orderId().equals(confirmed.orderId()))
                                .map(Feed.Change::version)
                                .toList();
                assertTrue(
                        versions.equals(List.of(1L, 2L)) || versions.equals(List.of(2L)),
                        confirmed.orderId() + " " + versions);
            }
        }
    }

    @Test
    void anIdThatTheFeedNeverGaveIsRefused() {
        for (String id : List.of("nonsense", "x:1.2.3.4.5.6", "0")) {
            shop.orders()
                    .request()
                    .header("Last-Event-ID", id)
                    .get("/orders/feed")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/Last-Event-ID"));
        }
    }
}
