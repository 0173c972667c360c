package dev.headwater.local.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The payment gateway's own ledger beside payments' log: every call has an intent, and no money
 * moved twice.
 */
final class LedgerRules {

    private static final Map<String, String> INTENTS =
            Map.of(
                    "PaymentRequested", "AUTHORIZE",
                    "CaptureRequested", "CAPTURE",
                    "VoidRequested", "VOID",
                    "RefundRequested", "REFUND");

    /** Money of one order at the gateway [minor units]. */
    private static final class Account {
        long authorized;
        long captured;
        long refunded;
        boolean voided;
    }

    private final Map<String, String> intents = new HashMap<>();

    void event(AuditRecord event) {
        String operation = INTENTS.get(event.type());
        String id = event.header("event-id");
        if (operation != null && id != null) {
            intents.put(id, operation);
        }
    }

    List<Finding> compare(JsonNode entries, Map<String, OrderRules.Order> orders) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Account> accounts = new HashMap<>();
        for (JsonNode entry : entries) {
            String key = entry.path("key").asText();
            String operation = entry.path("operation").asText();
            if (!operation.equals(intents.get(key))) {
                findings.add(
                        new Finding(
                                "every call to the gateway has its intent in the log",
                                entry.path("orderId").asText(),
                                operation + " with key " + key));
            }
            book(entry, accounts);
        }
        orders.forEach(
                (id, order) ->
                        compare(id, order, accounts.getOrDefault(id, new Account()), findings));
        return findings;
    }

    private static void book(JsonNode entry, Map<String, Account> accounts) {
        Account account =
                accounts.computeIfAbsent(entry.path("orderId").asText(), id -> new Account());
        long amount = entry.path("amountMinor").asLong();
        switch (entry.path("result").asText()) {
            case "AUTHORIZED" -> account.authorized += amount;
            case "CAPTURED" -> account.captured += amount;
            case "REFUNDED" -> account.refunded += amount;
            case "VOIDED" -> account.voided = true;
            default -> {
                // Declined and refused calls moved nothing.
            }
        }
    }

    private static void compare(
            String id, OrderRules.Order order, Account account, List<Finding> findings) {
        equal("captured at the gateway", id, account.captured, order.captured, findings);
        equal("refunded at the gateway", id, account.refunded, order.refunded, findings);
        long authorized = order.authorized == null ? 0 : order.authorized;
        if (account.authorized > 0 && order.total != null && account.authorized > order.total) {
            findings.add(
                    new Finding(
                            "an order is authorized once",
                            id,
                            account.authorized + " of " + order.total));
        }
        if (account.authorized < authorized) {
            equal("authorized at the gateway", id, account.authorized, authorized, findings);
        }
        if (account.authorized > 0 && account.captured == 0 && !account.voided) {
            findings.add(
                    new Finding(
                            "at rest the gateway holds no authorization",
                            id,
                            "authorized " + account.authorized + ", neither captured nor voided"));
        }
    }

    private static void equal(
            String what, String id, long gateway, long log, List<Finding> findings) {
        if (gateway != log) {
            findings.add(
                    new Finding(
                            what + " is what the log says", id, gateway + " instead of " + log));
        }
    }
}
