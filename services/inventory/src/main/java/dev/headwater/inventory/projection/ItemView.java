package dev.headwater.inventory.projection;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stock item. Rows are made by {@link ItemViewProjection} alone. Quantities are pieces. */
@Entity
@Table(name = "item_view")
public class ItemView extends PanacheEntityBase {

    @Id
    @Column(name = "sku")
    public String sku = "";

    @Column(name = "name")
    public String name = "";

    /** Of one piece, in minor units. */
    @Column(name = "unit_price_minor")
    public long unitPriceMinor;

    @Column(name = "currency")
    public String currency = "";

    /** In the house, allocated ones included. */
    @Column(name = "on_hand")
    public long onHand;

    @Column(name = "allocated")
    public long allocated;

    @Column(name = "shipped")
    public long shipped;

    @Column(name = "updated_at")
    public Instant updatedAt = Instant.EPOCH;

    /** The stream's version: the ETag. */
    @Column(name = "version")
    public long version;

    /** What can still be allocated. */
    public long available() {
        return onHand - allocated;
    }

    /**
     * Items in order of their SKUs.
     *
     * @param after the last SKU of the page before, or null
     * @param limit most rows to return
     */
    public static List<ItemView> page(@Nullable String after, int limit) {
        return ItemView.<ItemView>find("sku > ?1 order by sku", after == null ? "" : after)
                .range(0, limit - 1)
                .list();
    }
}
