package dev.headwater.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** What may depend on what inside the runtime. */
class RuntimeArchitectureTest {

    private static final String ROOT = "dev.headwater.runtime";
    private static final JavaClasses RUNTIME =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(RUNTIME);
    }

    @Test
    void theDeciderDependsOnNothing() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".decide")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(ROOT + ".decide", "java..", "org.jspecify..")
                .check(RUNTIME);
    }

    @Test
    void onlyTheKafkaLogSeesKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".log.kafka")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", ROOT + ".log.kafka")
                .check(RUNTIME);
    }

    @Test
    void onlyCodecsSeeAvro() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".codec")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.avro..")
                .check(RUNTIME);
    }

    @Test
    void theRuntimeNamesNoService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.headwater.orders..",
                        "dev.headwater.inventory..",
                        "dev.headwater.payments..",
                        "dev.headwater.contracts.orders..",
                        "dev.headwater.contracts.inventory..",
                        "dev.headwater.contracts.payments..")
                .check(RUNTIME);
    }

    @Test
    void injectionIsByConstructor() {
        noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .check(RUNTIME);
    }
}
