package dev.headwater.local.bench;

import dev.headwater.local.Http;
import dev.headwater.local.PlatformException;
import dev.headwater.local.client.ServiceClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Places an order of one piece, each with a key of its own. One try: a repeat would hide a 503. */
public final class PlaceOrders implements Operation {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);
    private static final Duration PRICES_KNOWN_WITHIN = Duration.ofSeconds(60);
    private static final int SKUS = 12;
    private static final int CUSTOMERS = 50;

    private final String orders;
    private final List<String> skus;

    /**
     * @param orders base URL of the service
     * @param skus that can be bought, at least one
     */
    public PlaceOrders(String orders, List<String> skus) {
        this.orders = orders;
        this.skus = List.copyOf(skus);
    }

    /**
     * New items, each with so many pieces, of which orders knows the price.
     *
     * @param inventory base URL of the service
     * @return their SKUs
     * @throws PlatformException when a service does not answer, or refuses
     */
    public static List<String> stock(String orders, String inventory, long pieces)
            throws InterruptedException {
        ServiceClient client = new ServiceClient("inventory", List.of(inventory));
        String run = UUID.randomUUID().toString().substring(0, 6);
        List<String> skus = new ArrayList<>();
        for (int i = 0; i < SKUS; i++) {
            String sku = "load-" + run + "-" + i;
            Map<String, Object> price = Map.of("amount", "4.50", "currency", "EUR");
            call(client, "/items", Map.of("sku", sku, "name", "Load", "unitPrice", price));
            call(client, "/items/" + sku + "/receipts", Map.of("quantity", pieces));
            skus.add(sku);
        }
        awaitPrices(new PlaceOrders(orders, skus));
        return skus;
    }

    private static void call(ServiceClient client, String path, Map<String, ?> body) {
        ServiceClient.Reply reply = client.post(path, UUID.randomUUID().toString(), body);
        if (reply.status() / 100 != 2) {
            throw new PlatformException(
                    client.url() + path + " answered " + reply.describe() + ".");
        }
    }

    private static void awaitPrices(PlaceOrders load) throws InterruptedException {
        long deadline = System.nanoTime() + PRICES_KNOWN_WITHIN.toNanos();
        for (int i = 0; i < load.skus.size(); i++) {
            while (load.run(i) != Answer.DONE) {
                if (System.nanoTime() - deadline > 0) {
                    throw new PlatformException(
                            load.orders
                                    + " does not take orders of the items that were made: look at its"
                                    + " log, and whether it reads that inventory's events.");
                }
                Thread.sleep(100);
            }
        }
    }

    @Override
    public Answer run(long number) {
        String body =
                """
                {"customerId": "load-%d", "lines": [{"sku": "%s", "quantity": 1}], "paymentMethod": "tok_ok"}\
                """
                        .formatted(number % CUSTOMERS, skus.get((int) (number % skus.size())));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(orders + "/orders"))
                        .timeout(ANSWER_MAX)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return meaning(Http.send(request));
        } catch (IOException e) {
            return Answer.UNKNOWN;
        }
    }

    private static Answer meaning(HttpResponse<String> answer) {
        int status = answer.statusCode();
        return switch (status) {
            case 201 -> Answer.DONE;
            case 202, 503 -> Answer.UNKNOWN;
            default -> status / 100 == 4 ? Answer.REFUSED : Answer.FAILED;
        };
    }
}
