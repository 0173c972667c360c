package dev.headwater.inventory.projection;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One order's reservation. Rows are made by {@link ReservationViewProjection} alone. */
@Entity
@Table(name = "reservation_view")
public class ReservationView extends PanacheEntityBase {

    @Id
    @Column(name = "order_id")
    public String orderId = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    public ReservationStatus status = ReservationStatus.REQUESTED;

    /** JSON as {@link ReservationLines} writes it. */
    @Column(name = "lines")
    public String lines = "[]";

    @Column(name = "updated_at")
    public Instant updatedAt = Instant.EPOCH;

    /** The stream's version: the ETag. */
    @Column(name = "version")
    public long version;
}
