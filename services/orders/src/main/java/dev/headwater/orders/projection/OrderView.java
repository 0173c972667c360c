package dev.headwater.orders.projection;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One order, for lookups and lists. Rows are made by {@link OrderViewProjection} alone. */
@Entity
@Table(name = "order_view")
public class OrderView extends PanacheEntityBase {

    @Id
    @Column(name = "order_id")
    public String orderId = "";

    @Column(name = "customer_id")
    public String customerId = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    public OrderStatus status = OrderStatus.PLACED;

    /** Code of why it was rejected or cancelled. */
    @Column(name = "reason")
    public @Nullable String reason;

    /** The same for people. */
    @Column(name = "detail")
    public @Nullable String detail;

    /** In minor units. */
    @Column(name = "total_minor")
    public long totalMinor;

    @Column(name = "currency")
    public String currency = "";

    /** JSON as {@link OrderLines} writes it. */
    @Column(name = "lines")
    public String lines = "[]";

    @Column(name = "payment_method")
    public String paymentMethod = "";

    @Column(name = "placed_at")
    public Instant placedAt = Instant.EPOCH;

    @Column(name = "expires_at")
    public Instant expiresAt = Instant.EPOCH;

    @Column(name = "updated_at")
    public Instant updatedAt = Instant.EPOCH;

    /** The stream's version: the ETag. */
    @Column(name = "version")
    public long version;

    /** Where the stream's events lie in its partition. */
    @Column(name = "first_offset")
    public long firstOffset;

    @Column(name = "last_offset")
    public long lastOffset;

    /**
     * Orders placed before a point of the list, newest first.
     *
     * @param customerId only this customer's, or null
     * @param status only these, or null
     * @param before where the page before ended, or null
     * @param limit most rows to return
     */
    public static List<OrderView> page(
            @Nullable String customerId,
            @Nullable OrderStatus status,
            @Nullable ListKey before,
            int limit) {
        StringBuilder where = new StringBuilder("1 = 1");
        Map<String, Object> parameters = new HashMap<>();
        if (customerId != null) {
            where.append(" and customerId = :customerId");
            parameters.put("customerId", customerId);
        }
        if (status != null) {
            where.append(" and status = :status");
            parameters.put("status", status);
        }
        if (before != null) {
            where.append(" and (placedAt < :at or (placedAt = :at and orderId < :orderId))");
            parameters.put("at", before.placedAt());
            parameters.put("orderId", before.orderId());
        }
        return OrderView.<OrderView>find(
                        where.append(" order by placedAt desc, orderId desc").toString(),
                        parameters)
                .range(0, limit - 1)
                .list();
    }

    /** An order's place in the list. */
    public ListKey listKey() {
        return new ListKey(placedAt, orderId);
    }

    /** The order of the list: newest first, and among orders of one moment by id. */
    public record ListKey(Instant placedAt, String orderId) {

        public String text() {
            return placedAt.toEpochMilli() + ":" + orderId;
        }

        /**
         * @throws IllegalArgumentException when it is none
         */
        public static ListKey parse(String text) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("not a place in the list: " + text);
            }
            return new ListKey(
                    Instant.ofEpochMilli(Long.parseLong(text.substring(0, colon))),
                    text.substring(colon + 1));
        }
    }
}
