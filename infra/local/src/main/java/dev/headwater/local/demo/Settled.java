package dev.headwater.local.demo;

import java.util.Set;

/** Which states of a reservation and a payment nothing follows. */
final class Settled {

    private static final Set<String> RESERVATIONS = Set.of("COMMITTED", "RELEASED", "FAILED");
    private static final Set<String> PAYMENTS =
            Set.of("CAPTURED", "VOIDED", "DECLINED", "REFUNDED");

    private Settled() {}

    /**
     * @param payment empty when none was asked for, because there was no stock
     */
    static boolean both(String reservation, String payment) {
        boolean noPayment = payment.isEmpty() && !reservation.equals("COMMITTED");
        return RESERVATIONS.contains(reservation) && (noPayment || PAYMENTS.contains(payment));
    }
}
