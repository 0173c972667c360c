package dev.headwater.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One piece is left and everybody wants it. */
@ExtendWith(RunningPlatform.class)
@Order(8)
class LastItemIT {

    private static final int ROUNDS = Crowd.either(6, 50);
    private static final int BUYERS = 64;
    private static final int ROUNDS_AT_A_TIME = 2;
    private static final Duration ROUND_MAX = Duration.ofSeconds(30);

    private final Shop shop;

    LastItemIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    void oneOfSixtyFourGetsTheLastPieceInEveryRound() {
        long start = System.nanoTime();
        List<String> skus = IntStream.range(0, ROUNDS).mapToObj(round -> shop.stocked(1)).toList();
        List<Callable<Map<String, Integer>>> rounds = new ArrayList<>();
        skus.forEach(sku -> rounds.add(() -> round(sku)));
        Map<String, Integer> total = new TreeMap<>();
        for (Map<String, Integer> ends : Crowd.atMost(ROUNDS_AT_A_TIME, rounds)) {
            assertEquals(Map.of("CONFIRMED", 1, "REJECTED", BUYERS - 1), ends);
            ends.forEach((status, count) -> total.merge(status, count, Integer::sum));
        }
        for (String sku : skus) {
            shop.awaitStock(sku, 0, 0, 1);
        }
        System.out.printf(
                "last item: %d rounds of %d buyers, %s, %d pieces shipped, %d ms%n",
                ROUNDS, BUYERS, total, skus.size(), (System.nanoTime() - start) / 1_000_000);
        assertEquals(Map.of("CONFIRMED", ROUNDS, "REJECTED", ROUNDS * (BUYERS - 1)), total);
    }

    /**
     * @return how many orders ended how
     */
    private Map<String, Integer> round(String sku) {
        String customer = Shop.fresh("crowd");
        String order = Shop.order(customer, sku, 1, "tok_ok");
        Crowd.together(Collections.nCopies(BUYERS, () -> shop.placeLightly(order)));
        return Await.until(
                ROUND_MAX,
                () -> ends(customer),
                ends -> !ends.containsKey("PLACED") && sum(ends) == BUYERS);
    }

    private Map<String, Integer> ends(String customer) {
        Response orders = shop.orders().get("/orders?limit=200&customerId=" + customer);
        Map<String, Integer> ends = new TreeMap<>();
        orders.then().statusCode(200);
        for (String status : orders.<List<String>>path("items.status")) {
            ends.merge(status, 1, Integer::sum);
        }
        return ends;
    }

    private static int sum(Map<String, Integer> ends) {
        return ends.values().stream().mapToInt(Integer::intValue).sum();
    }
}
