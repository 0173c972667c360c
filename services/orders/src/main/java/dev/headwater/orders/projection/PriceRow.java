package dev.headwater.orders.projection;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The price of one SKU, as inventory last made it known. */
@Entity
@Table(name = "price_list")
public class PriceRow extends PanacheEntityBase {

    @Id
    @Column(name = "sku")
    public String sku = "";

    /** Of one piece, in minor units. */
    @Column(name = "unit_price_minor")
    public long unitPriceMinor;

    @Column(name = "currency")
    public String currency = "";

    @Column(name = "updated_at")
    public Instant updatedAt = Instant.EPOCH;

    /** Of the item's stream in inventory. */
    @Column(name = "version")
    public long version;

    /** The rows of these SKUs, in one query; a SKU without a price is absent. */
    public static List<PriceRow> of(Collection<String> skus) {
        return list("sku in ?1", skus);
    }
}
