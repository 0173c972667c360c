package dev.headwater.corpus;

import java.util.Map;

/**
 * Classes of the domain that have another name today than when they were read. A name in here is a
 * change of Java, not of what was read; everything else in a reading stays as it was.
 */
final class Renamed {

    private static final Map<String, String> CLASSES = Map.of("AllocationShipped", "StockShipped");

    private Renamed() {}

    static String classes(String json) {
        String renamed = json;
        for (Map.Entry<String, String> each : CLASSES.entrySet()) {
            renamed =
                    renamed.replace(
                            "\"%s\":\"%s\"".formatted(Described.IS, each.getKey()),
                            "\"%s\":\"%s\"".formatted(Described.IS, each.getValue()));
        }
        return renamed;
    }
}
