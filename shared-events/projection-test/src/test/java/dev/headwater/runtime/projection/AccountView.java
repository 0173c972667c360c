package dev.headwater.runtime.projection;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row with one column of every kind that services use. */
@Entity
@Table(name = "account_view")
public class AccountView {

    public enum Status {
        OPEN,
        CLOSED
    }

    @Embeddable
    public static class Address {
        public @Nullable String street;
        public @Nullable String city;
    }

    @Id
    @Column(name = "account_id")
    public String id = "";

    public long version;

    public BigDecimal balance = BigDecimal.ZERO;

    @Enumerated(EnumType.STRING)
    public Status status = Status.OPEN;

    public Instant at = Instant.EPOCH;

    public boolean open;

    @JdbcTypeCode(SqlTypes.JSON)
    public List<String> tags = List.of();

    @Embedded public @Nullable Address address;

    public @Nullable String note;
}
