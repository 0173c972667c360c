package dev.headwater.gateway;

/** A request that is not answered as asked; written as {@code application/problem+json}. */
final class Problem extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    /**
     * @param status of the answer
     * @param type stable name of the problem, for programs
     * @param detail a sentence, for people
     */
    Problem(int status, String type, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
