package dev.headwater.orders;

import dev.headwater.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> everyRuleHolds() {
        return ArchitectureRules.of("orders");
    }
}
