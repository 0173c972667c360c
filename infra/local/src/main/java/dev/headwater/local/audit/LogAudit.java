package dev.headwater.local.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.local.Http;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Audits the logs of orders, payments and inventory, and the payment gateway's ledger beside them.
 * Reads committed records only and changes nothing. Not thread-safe.
 *
 * <pre>{@code
 * try (LogAudit audit = LogAudit.of(platform.bootstrapServers(), platform.url("gateway"))) {
 *     audit.awaitRest(Duration.ofSeconds(60));
 *     assertEquals(List.of(), audit.report().findings());
 * }
 * }</pre>
 */
public final class LogAudit implements AutoCloseable {

    private static final List<String> SERVICES = List.of("orders", "payments", "inventory");
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final LogTail tail;
    private final @Nullable String gatewayUrl;
    private final AuditRules rules;

    private LogAudit(String bootstrapServers, @Nullable String gatewayUrl) {
        this.gatewayUrl = gatewayUrl;
        tail = new LogTail(bootstrapServers, SchemaPack.load(), SERVICES);
        rules = new AuditRules(tail::partitionsOf);
        tail.truncatedOutcomes().forEach(rules::outcomesAreTruncated);
    }

    /**
     * @param gatewayUrl base URL of the gateway simulator, or null to leave its ledger out
     */
    public static LogAudit of(String bootstrapServers, @Nullable String gatewayUrl) {
        return new LogAudit(bootstrapServers, gatewayUrl);
    }

    /** Reads everything that was committed since the last call. */
    public void read() {
        tail.catchUp(rules::accept);
    }

    /**
     * Reads until every order has ended and no money or stock is on its way.
     *
     * @return whether that came true in time; {@link #report()} names what had not ended otherwise
     */
    public boolean awaitRest(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            read();
            if (isAtRest()) {
                return true;
            }
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            pause();
        }
    }

    /** Whether everything that was begun has ended, as far as was read. */
    public boolean isAtRest() {
        return rules.isAtRest();
    }

    /**
     * What was found in all that was read. Meant for a platform at rest: what is on its way counts
     * as not conserved.
     *
     * @throws PlatformException when the gateway does not answer
     */
    public AuditReport report() {
        return rules.report(gatewayUrl == null ? null : entries(gatewayUrl));
    }

    private static JsonNode entries(String gatewayUrl) {
        try {
            return JsonMapper.builder()
                    .build()
                    .readTree(Http.get(gatewayUrl + "/ledger").body())
                    .path("entries");
        } catch (IOException e) {
            throw new PlatformException(
                    "The payment gateway at " + gatewayUrl + " does not show its ledger.", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted.", e);
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}
