package dev.headwater.payments.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.payments.domain.PaymentState.Authorization;
import dev.headwater.payments.domain.PaymentState.Authorized;
import dev.headwater.payments.domain.PaymentState.Captured;
import dev.headwater.payments.domain.PaymentState.Capturing;
import dev.headwater.payments.domain.PaymentState.Declined;
import dev.headwater.payments.domain.PaymentState.Refund;
import dev.headwater.payments.domain.PaymentState.Requested;
import dev.headwater.payments.domain.PaymentState.Unknown;
import dev.headwater.payments.domain.PaymentState.Voided;
import dev.headwater.payments.domain.PaymentState.Voiding;
import dev.headwater.runtime.snapshot.StateForm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcollections.HashTreePMap;

class PaymentStateFormTest {

    @Test
    void everyStateComesBackFromASnapshot() {
        StateForm<PaymentState> form = StateForm.of(PaymentState.class, 1);
        Money amount = new Money(1250, "EUR");
        for (PaymentState state :
                List.of(
                        new Unknown(),
                        new Requested(amount),
                        new Authorized(amount, "auth-1"),
                        new Declined(),
                        new Capturing(amount),
                        new Captured(
                                amount,
                                HashTreePMap.singleton("r-1", new Refund(50, true)),
                                50,
                                50),
                        new Voiding(Authorization.OPEN),
                        new Voided(Authorization.ANSWERED))) {
            assertEquals(state, form.decode(form.encode(state)));
        }
    }
}
