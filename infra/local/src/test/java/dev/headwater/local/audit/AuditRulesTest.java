package dev.headwater.local.audit;

import static dev.headwater.local.audit.Journal.money;
import static dev.headwater.local.audit.Journal.piecesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The audit finds each kind of damage: a checker that finds nothing proves nothing. */
class AuditRulesTest {

    private final Journal journal = Journal.ofOneConfirmedOrder();

    private static Predicate<AuditRecord> event(String type) {
        return record -> record.type().equals(type);
    }

    private static Predicate<AuditRecord> outcomeIn(String stream) {
        return record -> record.kind().equals("outcomes") && record.key().equals(stream);
    }

    private static AuditRecord with(AuditRecord record, String header, String value) {
        Map<String, String> headers = new HashMap<>(record.headers());
        headers.put(header, value);
        return new AuditRecord(
                record.service(),
                record.kind(),
                record.partition(),
                record.offset(),
                record.key(),
                headers,
                record.value());
    }

    private static AuditRecord moved(AuditRecord record) {
        return new AuditRecord(
                record.service(),
                record.kind(),
                (record.partition() + 1) % Journal.PARTITIONS,
                record.offset(),
                record.key(),
                record.headers(),
                record.value());
    }

    private void finds(String... rules) {
        assertEquals(
                Set.of(rules),
                journal.audited().findings().stream()
                        .map(Finding::rule)
                        .collect(Collectors.toSet()));
    }

    @Test
    void aSoundLogHasNoFinding() {
        AuditReport report = journal.audited();
        assertEquals(List.of(), report.findings());
        assertEquals(Map.of("CONFIRMED", 1), report.orders());
        assertEquals(9, report.events());
        assertEquals(9, report.commands());
    }

    @Test
    void aLostEventLeavesAGap() {
        journal.lose(event("StockAllocated"));
        finds("stream versions are dense", "what leaves an allocation was allocated");
    }

    @Test
    void aRepeatedEventIsNoNextVersion() {
        journal.repeat(event("OrderConfirmed"));
        finds("stream versions are dense", "an order ends once");
    }

    @Test
    void anEventOfNobodysMakingIsSeen() {
        journal.change(event("OrderPlaced"), record -> with(record, "event-id", "forged"));
        finds("an event's id follows from its stream and version");
    }

    @Test
    void anEventInAForeignPartitionIsSeen() {
        journal.change(event("OrderPlaced"), AuditRulesTest::moved);
        finds("a stream lives in the partition of its hash");
    }

    @Test
    void anEventWithoutItsOutcomeIsATornCommand() {
        journal.lose(outcomeIn("order-1"));
        finds("events and outcome commit together");
    }

    @Test
    void aSecondOutcomeIsSeen() {
        journal.outcome("orders", "order-1", "command-of-order-1-1", "ACCEPTED");
        finds("a command has one outcome");
    }

    @Test
    void anEffectOfARefusedCommandIsSeen() {
        journal.lose(outcomeIn("order-1"))
                .outcome("orders", "order-1", "command-of-order-1-1", "REFUSED");
        finds("a refused command has no effect");
    }

    @Test
    void anOrderThatNeverEndsIsSeen() {
        journal.placed("2", 1, 500);
        finds("an order ends once");
    }

    @Test
    void aSecondEndIsSeen() {
        journal.event("orders", "order-1", "OrderRejected", Map.of("orderId", "1"));
        finds("an order ends once");
    }

    @Test
    void moneyThatIsConfirmedButNeverCapturedIsSeen() {
        journal.lose(event("PaymentCaptured"));
        finds("captured is what was confirmed", "captured at the gateway is what the log says");
    }

    @Test
    void aDoubleChargeIsSeenInLedgerAndLog() {
        journal.intent("CaptureRequested", "1", "CAPTURED", 1_000)
                .event("payments", "payment-1", "PaymentCaptured", money("1", 1_000));
        finds("captured is what was confirmed");
    }

    @Test
    void aCallThatNobodyIntendedIsSeen() {
        journal.booked("a key of its own", "CaptureRequested", "1", "CAPTURED", 1_000);
        finds(
                "every call to the gateway has its intent in the log",
                "captured at the gateway is what the log says");
    }

    @Test
    void anAuthorizationThatHangsIsSeen() {
        journal.placed("2", 1, 500)
                .intent("PaymentRequested", "2", "AUTHORIZED", 500)
                .event("payments", "payment-2", "PaymentAuthorized", money("2", 500))
                .event("orders", "order-2", "OrderRejected", Map.of("orderId", "2"));
        finds(
                "an authorization that is not captured is voided",
                "at rest the gateway holds no authorization");
    }

    @Test
    void moreRefundedThanCapturedIsSeen() {
        journal.event("payments", "payment-1", "PaymentRefunded", money("1", 1_001));
        finds("refunded is at most captured", "refunded at the gateway is what the log says");
    }

    @Test
    void thePieceThatIsSoldTwiceIsSeen() {
        journal.event("inventory", "item-tea", "StockAllocated", piecesOf("2", 4));
        finds("no more is allocated than is there", "at rest nothing stays allocated");
    }

    @Test
    void anOrderThatIsAllocatedTwiceIsSeen() {
        journal.repeat(event("StockAllocated"));
        finds("stream versions are dense", "an order allocates a SKU once");
    }

    @Test
    void whatIsShippedWithoutBeingConfirmedIsSeen() {
        journal.lose(event("OrderConfirmed"));
        finds(
                "an order ends once",
                "captured is what was confirmed",
                "an authorization that is not captured is voided",
                "shipped is what was confirmed");
    }

    @Test
    void aReleaseThatOvertakesItsAllocationIsSound() {
        journal.event("inventory", "item-tea", "AllocationReleased", piecesOf("2", 0));
        finds();
    }

    @Test
    void anAllocationThatComesAfterItsReleaseIsSeen() {
        journal.event("inventory", "item-tea", "AllocationReleased", piecesOf("2", 0));
        journal.event("inventory", "item-tea", "StockAllocated", piecesOf("2", 1));
        finds("what was released stays released", "at rest nothing stays allocated");
    }

    @Test
    void aReleaseOfMoreThanIsHeldIsSeen() {
        journal.event("inventory", "item-tea", "AllocationReleased", piecesOf("2", 3));
        finds("what leaves an allocation was allocated");
    }
}
