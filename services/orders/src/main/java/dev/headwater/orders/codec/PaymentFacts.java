package dev.headwater.orders.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.payments.events.PaymentAuthorized;
import dev.headwater.contracts.payments.events.PaymentDeclined;
import dev.headwater.orders.domain.Money;
import dev.headwater.orders.process.PaymentFact;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;

/** Reads payments' events as orders' policy understands them. */
public final class PaymentFacts {

    private PaymentFacts() {}

    public static Codec<PaymentFact> of(SchemaPack pack, SchemaLookup lookup) {
        return AvroCodec.<PaymentFact>builder(pack, lookup)
                .read(PaymentAuthorized.class, PaymentFacts::authorized)
                .read(PaymentDeclined.class, PaymentFacts::declined)
                .otherwise(new PaymentFact.Other())
                .build();
    }

    private static PaymentFact authorized(PaymentAuthorized record) {
        return new PaymentFact.Authorized(
                record.getOrderId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()));
    }

    private static PaymentFact declined(PaymentDeclined record) {
        return new PaymentFact.Declined(
                record.getOrderId().toString(), record.getReason().toString());
    }
}
