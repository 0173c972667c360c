package dev.headwater.runtime.projection;

/**
 * One table of a projection's rows: the one that readers see, or a shadow of it.
 *
 * @param projection the {@link ProjectionId#name}
 * @param version of the fold that makes the rows
 * @param number which generation; {@link #SIDE} for a verification's table
 * @param table where the rows are at present
 */
record Generation(String projection, int version, int number, String table) {

    /** The generation of a table that is compared and thrown away. */
    static final int SIDE = -1;

    /** Whether it is thrown away once it was compared: then it need not survive a crash. */
    boolean isCheck() {
        return table.equals(tableName(projection, SIDE));
    }

    /** The name of a generation's table while readers do not see it. */
    static String tableName(String projection, int number) {
        return number == SIDE ? projection + "__check" : projection + "__g" + number;
    }
}
