package dev.headwater.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that try again while the first try is on its way: one effect and one answer per key. */
@ExtendWith(RunningPlatform.class)
@Order(9)
class DuplicatesIT {

    private static final int KEYS = Crowd.either(150, 1_000);
    private static final int KEYS_AT_A_TIME = 12;
    private static final int TRIES_MAX = 5;
    private static final int WITH_OTHER_BODY = 10;
    private static final long SEED = 20_260_101;

    /**
     * @param tries answers of the tries with one body
     * @param strays answers of a try with another body
     */
    private record Answers(List<Exchange> tries, List<Exchange> strays) {}

    private final Shop shop;

    DuplicatesIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    void everyKeyHasOneEffect() {
        long start = System.nanoTime();
        String sku = shop.stocked(KEYS);
        String customer = Shop.fresh("repeater");
        shop.awaitOrder(shop.placed(sku, 1, "tok_declined"), "REJECTED");
        Random random = new Random(SEED);
        List<Callable<Answers>> clients = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            int tries = 1 + random.nextInt(TRIES_MAX);
            boolean stray = i % WITH_OTHER_BODY == 0;
            clients.add(() -> client(customer, sku, tries, stray));
        }
        List<Answers> answers = Crowd.atMost(KEYS_AT_A_TIME, clients);
        int tries = 0;
        int strays = 0;
        for (Answers each : answers) {
            expectOneAnswer(each.tries());
            each.strays().forEach(stray -> assertEquals(422, stray.status(), stray::toString));
            tries += each.tries().size();
            strays += each.strays().size();
        }
        Set<String> effects =
                Await.until(Shop.SAGA_MAX, () -> orders(customer), ids -> ids.size() >= KEYS);
        System.out.printf(
                "duplicates: %d keys, %d tries, %d orders, %d tries with another body refused,"
                        + " %d ms%n",
                KEYS, tries, effects.size(), strays, (System.nanoTime() - start) / 1_000_000);
        assertEquals(KEYS, effects.size());
        shop.awaitStock(sku, 0, 0, KEYS);
    }

    private Answers client(String customer, String sku, int tries, boolean stray) {
        String key = Shop.fresh("key");
        String body = Shop.order(customer, sku, 1, "tok_ok");
        List<Exchange> answers =
                Crowd.together(Collections.nCopies(tries, () -> shop.insist(key, body)));
        List<Exchange> strays =
                stray
                        ? List.of(
                                shop.insist(
                                        key, body.replace("\"quantity\": 1", "\"quantity\": 2")))
                        : List.of();
        return new Answers(answers, strays);
    }

    private static void expectOneAnswer(List<Exchange> tries) {
        Exchange first = tries.getFirst();
        assertEquals(201, first.status(), first::toString);
        for (Exchange other : tries) {
            assertEquals(first.answer(), other.answer());
        }
        assertEquals(1, tries.stream().filter(answer -> !answer.replayed()).count());
    }

    private Set<String> orders(String customer) {
        Set<String> ids = new HashSet<>();
        String cursor = null;
        do {
            Response page = page(customer, cursor);
            ids.addAll(page.<List<String>>path("items.orderId"));
            cursor = page.path("next");
        } while (cursor != null);
        return ids;
    }

    private Response page(String customer, @Nullable String cursor) {
        RequestSpecification request =
                shop.orders().request().queryParam("customerId", customer).queryParam("limit", 200);
        if (cursor != null) {
            request.queryParam("cursor", cursor);
        }
        Response page = request.get("/orders");
        page.then().statusCode(200);
        return page;
    }
}
