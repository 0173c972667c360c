package dev.headwater.local.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.local.bench.Answer;
import dev.headwater.local.bench.LoadResult;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.AbstractHistogram;

/** A load's result for people and for machines. */
final class LoadText {

    private static final double[] PERCENTS = {50, 90, 99, 99.9, 100};

    private LoadText() {}

    static String table(LoadResult result, List<String> missed) {
        StringBuilder text = new StringBuilder();
        text.append(
                "                               p50      p90      p99    p99.9      max  [ms]\n");
        row(text, "from when it was due", result.sinceDue());
        row(text, "from when it began", result.sinceBegun());
        row(text, "the load generator's delay", result.late());
        text.append(
                "%n%,d of %,d done, %,d refused, %,d unknown, %,d failed, %,d not begun; %,.1f per second%n"
                        .formatted(
                                result.count(Answer.DONE),
                                result.arrivals(),
                                result.count(Answer.REFUSED),
                                result.count(Answer.UNKNOWN),
                                result.count(Answer.FAILED),
                                result.count(Answer.NOT_BEGUN),
                                result.rate()));
        missed.forEach(each -> text.append("missed: ").append(each).append('\n'));
        return text.append(missed.isEmpty() ? "all thresholds are kept" : "NOT reached").toString();
    }

    private static void row(StringBuilder text, String name, AbstractHistogram histogram) {
        text.append("%-26s".formatted(name));
        for (double percent : PERCENTS) {
            text.append(" %,8.1f".formatted(millis(histogram, percent)));
        }
        text.append('\n');
    }

    static ObjectNode json(LoadResult result, List<String> missed) {
        ObjectNode root = JsonMapper.builder().build().createObjectNode();
        root.put("arrivals", result.arrivals());
        root.put("ratePerSecondAsked", result.perSecond());
        root.put("ratePerSecondDone", result.rate());
        for (Answer answer : Answer.values()) {
            root.put(camel(answer), result.count(answer));
        }
        latencies(root.putObject("millisSinceDue"), result.sinceDue());
        latencies(root.putObject("millisSinceBegun"), result.sinceBegun());
        latencies(root.putObject("millisLate"), result.late());
        missed.forEach(root.putArray("missed")::add);
        return root;
    }

    private static void latencies(ObjectNode node, AbstractHistogram histogram) {
        for (double percent : PERCENTS) {
            String name = percent == 100 ? "max" : "p" + Double.toString(percent).replace(".0", "");
            node.put(name, millis(histogram, percent));
        }
    }

    private static double millis(AbstractHistogram histogram, double percent) {
        return histogram.getTotalCount() == 0
                ? 0
                : histogram.getValueAtPercentile(percent) / 1_000.0;
    }

    private static String camel(Answer answer) {
        return answer == Answer.NOT_BEGUN ? "notBegun" : answer.name().toLowerCase(Locale.ROOT);
    }
}
