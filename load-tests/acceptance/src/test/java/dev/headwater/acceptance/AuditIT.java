package dev.headwater.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.local.audit.AuditReport;
import dev.headwater.local.audit.LogAudit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** After everything else: the logs and the gateway's ledger keep every invariant. */
@ExtendWith(RunningPlatform.class)
@Tag("containers")
@Order(12)
class AuditIT {

    private static final Duration REST_MAX = Duration.ofMinutes(1);

    private final Shop shop;

    AuditIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    void nothingIsLostDoubledOrLeftHanging() {
        try (LogAudit audit = LogAudit.of(shop.bootstrapServers(), shop.gatewayUrl())) {
            assertTrue(audit.awaitRest(REST_MAX), () -> "not at rest: " + audit.report());
            AuditReport report = audit.report();
            System.out.println("audit: " + report);
            assertEquals(List.of(), report.findings());
        }
    }
}
