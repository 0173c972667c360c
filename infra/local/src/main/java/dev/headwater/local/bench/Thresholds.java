package dev.headwater.local.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * What a load has to come to, by name: {@code p99-ms: 100} is "at most 100 ms". All are upper
 * bounds but {@code rate-percent}, the least share of the rate asked for that has to be done.
 */
public final class Thresholds {

    private static final String RATE = "rate-percent";
    private static final Map<String, ToDoubleFunction<LoadResult>> KNOWN = known();

    private final Map<String, Double> limits;

    private Thresholds(Map<String, Double> limits) {
        this.limits = limits;
    }

    private static Map<String, ToDoubleFunction<LoadResult>> known() {
        Map<String, ToDoubleFunction<LoadResult>> known = new LinkedHashMap<>();
        known.put("p50-ms", result -> result.millis(50));
        known.put("p90-ms", result -> result.millis(90));
        known.put("p99-ms", result -> result.millis(99));
        known.put("p99.9-ms", result -> result.millis(99.9));
        known.put("max-ms", result -> result.millis(100));
        known.put("refused-percent", result -> result.percent(Answer.REFUSED));
        known.put("unknown-percent", result -> result.percent(Answer.UNKNOWN));
        known.put("failed-percent", result -> result.percent(Answer.FAILED));
        known.put(RATE, result -> 100 * result.rate() / result.perSecond());
        return known;
    }

    /** Nothing fails but what may never be: answers that are failures, and operations not begun. */
    public static Thresholds none() {
        return new Thresholds(Map.of());
    }

    /**
     * @param file YAML, a number by each name
     * @throws PlatformException when it cannot be read or says something else
     */
    public static Thresholds read(Path file) {
        if (!Files.isReadable(file)) {
            throw new PlatformException("There is no file " + file + " with thresholds.");
        }
        Map<String, Double> limits;
        try {
            limits =
                    YAMLMapper.builder().build().readValue(file.toFile(), new TypeReference<>() {});
        } catch (IOException e) {
            throw new PlatformException(
                    file + " is not a map of names to numbers, such as \"p99-ms: 100\".", e);
        }
        if (limits == null) {
            throw new PlatformException(file + " names no threshold.");
        }
        TreeSet<String> unknown = new TreeSet<>(limits.keySet());
        unknown.removeAll(KNOWN.keySet());
        if (!unknown.isEmpty()) {
            throw new PlatformException(
                    "%s names %s; the thresholds are %s."
                            .formatted(
                                    file,
                                    String.join(", ", unknown),
                                    String.join(", ", KNOWN.keySet())));
        }
        return new Thresholds(new LinkedHashMap<>(limits));
    }

    /** A sentence for each that was missed. */
    public List<String> missed(LoadResult result) {
        List<String> missed = new ArrayList<>();
        if (result.count(Answer.FAILED) > 0 && !limits.containsKey("failed-percent")) {
            missed.add("%,d answers were failures".formatted(result.count(Answer.FAILED)));
        }
        if (result.count(Answer.NOT_BEGUN) > 0) {
            missed.add(
                    "%,d operations could not begin: too many were without an answer"
                            .formatted(result.count(Answer.NOT_BEGUN)));
        }
        if (!result.complete()) {
            missed.add("some operations were still without an answer at the end");
        }
        if (result.count(Answer.DONE) == 0) {
            missed.add("nothing was done");
        }
        limits.forEach(
                (name, limit) -> {
                    double is = KNOWN.getOrDefault(name, _ -> Double.NaN).applyAsDouble(result);
                    boolean kept = name.equals(RATE) ? is >= limit : is <= limit;
                    if (!kept) {
                        missed.add(
                                "%s is %.1f and may be %.1f at the %s"
                                        .formatted(
                                                name,
                                                is,
                                                limit,
                                                name.equals(RATE) ? "least" : "most"));
                    }
                });
        return missed;
    }
}
