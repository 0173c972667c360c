package dev.headwater.payments.projection;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One order's payment. Rows are made by {@link PaymentViewProjection} alone. */
@Entity
@Table(name = "payment_view")
public class PaymentView extends PanacheEntityBase {

    @Id
    @Column(name = "order_id")
    public String orderId = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    public PaymentStatus status = PaymentStatus.REQUESTED;

    /** Why it was declined or voided, for people. */
    @Column(name = "reason")
    public @Nullable String reason;

    /** In minor units; null when it was voided before it was asked for. */
    @Column(name = "amount_minor")
    public @Nullable Long amountMinor;

    @Column(name = "currency")
    public @Nullable String currency;

    @Column(name = "payment_method")
    public @Nullable String paymentMethod;

    /** The gateway's reference. */
    @Column(name = "authorization_ref")
    public @Nullable String authorization;

    /** In minor units. */
    @Column(name = "captured_minor")
    public long capturedMinor;

    /** In minor units: what the gateway has refunded. */
    @Column(name = "refunded_minor")
    public long refundedMinor;

    @Column(name = "updated_at")
    public Instant updatedAt = Instant.EPOCH;

    /** The stream's version: the ETag. */
    @Column(name = "version")
    public long version;

    /**
     * Payments in order of their orders' ids.
     *
     * @param status only these, or null
     * @param after the last order id of the page before, or null
     * @param limit most rows to return
     */
    public static List<PaymentView> page(
            @Nullable PaymentStatus status, @Nullable String after, int limit) {
        String from = after == null ? "" : after;
        return (status == null
                        ? PaymentView.<PaymentView>find("orderId > ?1 order by orderId", from)
                        : PaymentView.<PaymentView>find(
                                "status = ?1 and orderId > ?2 order by orderId", status, from))
                .range(0, limit - 1)
                .list();
    }
}
