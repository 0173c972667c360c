package dev.headwater.local.cli;

import dev.headwater.local.PlatformPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How many replicas of which service, written {@code orders=3,payments=2}.
 *
 * @param counts 1 to 3 by service
 */
record Replicas(Map<String, Integer> counts) {

    static final int MAX = 3;

    Replicas {
        counts = Map.copyOf(counts);
    }

    /** Reads what stands after {@code --replicas}. */
    static final class Converter implements ITypeConverter<Replicas> {
        @Override
        public Replicas convert(String text) {
            Map<String, Integer> counts = new LinkedHashMap<>();
            for (String part : text.split(",", -1)) {
                String[] pair = part.split("=", -1);
                if (pair.length != 2) {
                    throw new TypeConversionException(
                            "\"" + part + "\" is not <service>=<count>, for example orders=3");
                }
                String service = pair[0].strip();
                if (!PlatformPlan.SERVICES.contains(service)) {
                    throw new TypeConversionException(
                            "there is no service \""
                                    + service
                                    + "\", only "
                                    + String.join(", ", PlatformPlan.SERVICES));
                }
                counts.put(service, count(service, pair[1].strip()));
            }
            return new Replicas(counts);
        }

        private static int count(String service, String text) {
            if (text.matches("[1-9]") && Integer.parseInt(text) <= MAX) {
                return Integer.parseInt(text);
            }
            throw new TypeConversionException(
                    service + " can have 1 to " + MAX + " replicas, not \"" + text + "\"");
        }
    }
}
