package dev.headwater.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.headwater.runtime.process.Policy;
import dev.headwater.runtime.projection.Projection;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What may depend on what in a service, as tests: the rules of the style guide that a compiler
 * could not check.
 */
public final class ArchitectureRules {

    private static final String ROOT = "dev.headwater.";
    private static final DescribedPredicate<JavaClass> FLOATING =
            DescribedPredicate.describe(
                    "floating point",
                    type ->
                            Set.of("float", "double", "java.lang.Float", "java.lang.Double")
                                    .contains(type.getName()));

    private static final DescribedPredicate<JavaClass> IMPURE_CLASSES =
            resideInAnyPackage(
                            "java.io..",
                            "java.nio..",
                            "java.net..",
                            "java.sql..",
                            "java.util.concurrent..",
                            "java.util.random..")
                    .or(
                            DescribedPredicate.describe(
                                    "clocks and random numbers",
                                    type ->
                                            Set.of(
                                                            "java.time.Clock",
                                                            "java.time.InstantSource",
                                                            "java.util.Random",
                                                            "java.lang.Thread")
                                                    .contains(type.getName())));

    private static final DescribedPredicate<JavaMethodCall> IMPURE =
            DescribedPredicate.describe(
                    "asks the clock or for chance",
                    call ->
                            Set.of(
                                            "now",
                                            "randomUUID",
                                            "currentTimeMillis",
                                            "nanoTime",
                                            "random",
                                            "shuffle",
                                            "getenv")
                                    .contains(call.getTarget().getName()));

    private static final String GENERATED = ROOT + "contracts.*..";

    private final String service;
    private final JavaClasses classes;

    private ArchitectureRules(String service) {
        this.service = service;
        this.classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(ROOT + service);
    }

    /**
     * One test per rule, for a {@code @TestFactory}.
     *
     * @param service the service's name, which is its package below {@code dev.headwater}
     * @throws IllegalArgumentException when there are no classes of it on the class path
     */
    public static Stream<DynamicTest> of(String service) {
        ArchitectureRules rules = new ArchitectureRules(service);
        if (rules.classes.isEmpty()) {
            throw new IllegalArgumentException("no classes in " + ROOT + service);
        }
        return rules.all().map(rule -> test(rule, rules.classes));
    }

    private static DynamicTest test(ArchRule rule, JavaClasses classes) {
        return dynamicTest(rule.getDescription(), () -> rule.check(classes));
    }

    private Stream<ArchRule> all() {
        return Stream.of(
                domainDependsOnNothing(),
                domainIsPure(),
                foldsArePure(),
                onlyCodecsSeeAvro(),
                nobodySeesKafka(),
                noServiceSeesAnother(),
                noCycles(),
                noFieldInjection(),
                noFloatsInTheDomain());
    }

    private ArchRule domainDependsOnNothing() {
        return classes()
                .that()
                .resideInAPackage(pkg("domain"))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                pkg("domain"),
                                "java..",
                                "org.jspecify..",
                                "org.pcollections..",
                                ROOT + "runtime.decide"))
                .as("the domain depends on nothing but java and the decider");
    }

    private ArchRule domainIsPure() {
        return noClasses()
                .that()
                .resideInAPackage(pkg("domain"))
                .should()
                .callMethodWhere(IMPURE)
                .orShould()
                .dependOnClassesThat(IMPURE_CLASSES)
                .as("the domain touches no clock, no randomness, no I/O");
    }

    private ArchRule foldsArePure() {
        return noClasses()
                .that()
                .implement(Projection.class)
                .or()
                .implement(Policy.class)
                .should()
                .callMethodWhere(IMPURE)
                .orShould()
                .dependOnClassesThat(IMPURE_CLASSES)
                .as("folds and policies touch no clock, no randomness, no I/O");
    }

    private ArchRule onlyCodecsSeeAvro() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(pkg("codec"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.avro..", GENERATED)
                .as("only codecs see Avro");
    }

    private ArchRule nobodySeesKafka() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", ROOT + "runtime.log.kafka..")
                .as("no service sees Kafka: the runtime's log does");
    }

    private ArchRule noServiceSeesAnother() {
        return noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(ROOT + "*..")
                                .and(
                                        DescribedPredicate.not(
                                                resideInAnyPackage(
                                                        ROOT + service + "..",
                                                        ROOT + "runtime..",
                                                        ROOT + "contracts.."))))
                .as("no service sees another's package");
    }

    private ArchRule noCycles() {
        return SlicesRuleDefinition.slices()
                .matching(ROOT + service + ".(*)..")
                .should()
                .beFreeOfCycles()
                .as("packages have no cycles");
    }

    private static ArchRule noFieldInjection() {
        return noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .as("injection is by constructor");
    }

    private ArchRule noFloatsInTheDomain() {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(pkg("domain"))
                .should()
                .notHaveRawType(FLOATING)
                .as("events hold no floating point numbers");
    }

    private String pkg(String name) {
        return ROOT + service + "." + name + "..";
    }
}
