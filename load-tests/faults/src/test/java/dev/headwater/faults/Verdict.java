package dev.headwater.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.broker.Wait;
import dev.headwater.faults.History.Request;
import dev.headwater.local.PlatformPlan;
import dev.headwater.local.audit.AuditReport;
import dev.headwater.local.audit.LogAudit;
import dev.headwater.local.client.ProjectionJob;
import dev.headwater.local.client.ServiceClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Judges a load that is over: history, log, tables and the gateway's ledger against each other. */
final class Verdict {

    private static final Duration REST_MAX = Duration.ofMinutes(2);
    private static final int SHOWN = 10;

    private final Sites sites;
    private final Shop shop;
    private final History history;
    private final String customerId;
    private final List<String> lost = new ArrayList<>();
    private final List<String> duplicated = new ArrayList<>();
    private final List<String> conflicts = new ArrayList<>();
    private String summary = "";

    private Verdict(Sites sites, Shop shop, OrderLoad load) {
        this.sites = sites;
        this.shop = shop;
        this.history = load.history();
        this.customerId = load.customerId();
    }

    /**
     * Waits until everything is ready and at rest, prints the counts, and fails unless nothing is
     * lost, duplicated or in conflict.
     */
    static void on(String scenario, int faults, Sites sites, Shop shop, OrderLoad load) {
        Verdict verdict = new Verdict(sites, shop, load);
        sites.awaitReady();
        verdict.audit();
        verdict.compareWithTheLog();
        verdict.compareWithTheApi();
        verdict.verifyTables();
        verdict.conclude(scenario, faults);
    }

    /** I4, I5, ends of orders, conservation of money and stock, and no double charge. */
    private void audit() {
        try (LogAudit audit = LogAudit.of(sites.bootstrapServers(), sites.gatewayUrl())) {
            audit.awaitRest(REST_MAX);
            AuditReport report = audit.report();
            report.findings().forEach(finding -> conflicts.add(finding.toString()));
            summary =
                    "%d events, %d commands, orders %s, %d ledger entries"
                            .formatted(
                                    report.events(),
                                    report.commands(),
                                    report.orders(),
                                    report.ledgerEntries());
        }
        history.contradictions().forEach(each -> conflicts.add("answers differ: " + each));
        history.refusals().forEach(each -> conflicts.add("an error was answered: " + each));
        history.undecided().forEach(each -> conflicts.add("never answered: " + each));
    }

    private void compareWithTheLog() {
        PlacedOrders placed = PlacedOrders.of(customerId, sites.bootstrapServers());
        Map<String, Request> told = history.requestsByOrder();
        told.forEach(
                (orderId, request) -> {
                    if (!request.equals(placed.byId().get(orderId))) {
                        lost.add("not so in the log: " + orderId + " " + request);
                    }
                });
        placed.byId().keySet().stream()
                .filter(orderId -> !told.containsKey(orderId))
                .forEach(orderId -> duplicated.add("nobody was told of " + orderId));
        placed.twice().forEach(orderId -> duplicated.add("placed twice: " + orderId));
    }

    private void compareWithTheApi() {
        Map<String, Request> told = history.requestsByOrder();
        Wait.until(
                "all orders have ended in the tables",
                () ->
                        shop.ordersOf(customerId).values().stream()
                                .noneMatch(each -> each.path("status").asText().equals("PLACED")));
        Wait.until(
                "all orders are in the tables",
                () -> shop.ordersOf(customerId).keySet().containsAll(told.keySet()));
        Map<String, JsonNode> shown = shop.ordersOf(customerId);
        Map<String, String> totals = history.totalsByOrder();
        told.forEach(
                (orderId, request) -> {
                    JsonNode order = shown.get(orderId);
                    if (order == null || !shows(order, request, totals.get(orderId))) {
                        lost.add("not so in the API: " + orderId + " " + order);
                    }
                });
    }

    private static boolean shows(JsonNode order, Request request, String total) {
        JsonNode line = order.path("lines").path(0);
        return order.path("customerId").asText().equals(request.customerId())
                && order.path("paymentMethod").asText().equals(request.paymentMethod())
                && line.path("sku").asText().equals(request.sku())
                && line.path("quantity").asInt() == request.quantity()
                && Shop.money(order.path("total")).equals(total);
    }

    /** The tables are what a fold of the log gives (I9, I10); all are folded at once. */
    private void verifyTables() {
        Map<String, ProjectionJob> jobs = new TreeMap<>();
        for (String service : PlatformPlan.SERVICES) {
            ServiceClient client = new ServiceClient(service, List.of(sites.replica(service)));
            for (String name : ProjectionJob.projections(client)) {
                jobs.put(service + "/" + name, ProjectionJob.verify(client, name));
            }
        }
        jobs.forEach(
                (name, job) -> {
                    JsonNode result = job.await(_ -> {});
                    boolean equal =
                            result.path("status").asText().equals("SUCCEEDED")
                                    && result.path("differences").isEmpty()
                                    && result.path("checksumLive")
                                            .equals(result.path("checksumReplayed"));
                    if (!equal) {
                        conflicts.add("a table is not the fold: " + name + " " + result);
                    }
                });
    }

    private void conclude(String scenario, int faults) {
        System.out.printf(
                "headwater-test: %s: faults %d, operations %d, tries %d (%d unknown),"
                        + " acknowledged %d, lost %d, duplicated %d, in conflict %d; log: %s%n",
                scenario,
                faults,
                history.operations(),
                history.tries(),
                history.unknown(),
                history.acknowledged(),
                lost.size(),
                duplicated.size(),
                conflicts.size(),
                summary);
        assertEquals(List.of(), shown(lost), "lost");
        assertEquals(List.of(), shown(duplicated), "duplicated");
        assertEquals(List.of(), shown(conflicts), "in conflict");
    }

    private static List<String> shown(List<String> all) {
        return all.stream().limit(SHOWN).toList();
    }
}
