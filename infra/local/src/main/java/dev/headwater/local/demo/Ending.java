package dev.headwater.local.demo;

/** How an order of the demonstration is meant to end, and what makes it so. */
enum Ending {
    CONFIRMED("CONFIRMED", "tok_ok"),
    OUT_OF_STOCK("REJECTED", "tok_ok"),
    DECLINED("REJECTED", "tok_declined"),
    CANCELLED("CANCELLED", "tok_slow");

    private final String status;
    private final String paymentMethod;

    Ending(String status, String paymentMethod) {
        this.status = status;
        this.paymentMethod = paymentMethod;
    }

    /** The status that the order then has. */
    String status() {
        return status;
    }

    /** {@code tok_slow} answers after 3 s, which is when a customer changes her mind. */
    String paymentMethod() {
        return paymentMethod;
    }

    /** One of each among every eight orders, the rest confirmed; the first four are one of each. */
    static Ending ofOrder(int index) {
        return switch (index % 8) {
            case 1 -> OUT_OF_STOCK;
            case 2 -> DECLINED;
            case 3 -> CANCELLED;
            default -> CONFIRMED;
        };
    }
}
