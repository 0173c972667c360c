package dev.headwater.kubernetes;

import java.nio.file.Path;
import java.util.List;

/** All rules over an overlay. */
final class Check {

    private final List<Rule> rules;

    /**
     * @param facts of the checkout whose services the manifests deploy
     */
    Check(Facts facts) {
        rules =
                List.of(
                        new SchemaRule(),
                        new ReferenceRule(),
                        new SelectorRule(),
                        new PortRule(),
                        new SettingsRule(facts),
                        new KafkaRule(facts),
                        new SecurityRule(),
                        new AvailabilityRule(facts),
                        new ObservabilityRule(facts));
    }

    /**
     * @param root of the checkout
     */
    static Check of(Path root) {
        return new Check(Facts.of(root));
    }

    List<Finding> findings(Overlay overlay) {
        return rules.stream().flatMap(rule -> rule.check(overlay).stream()).distinct().toList();
    }
}
