package dev.headwater.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The defects that a system like this has when it has one: each is put into the real classes, and
 * the test that is there for it must fail.
 */
class MutantsTest {

    private static final String SIMULATION =
            "dev.headwater.runtime.command.WritePathSimulationTest#"
                    + "whateverHappensEachCommandHasOneEffectAndNoAcknowledgementIsLost(long)";
    private static final String MUTATIONS = "dev.headwater.runtime.command.Mutations#";
    private static int killed;

    enum Mutant {
        NO_FENCE(
                "dev.headwater.testkit.log.FakePartitionLog",
                "fence",
                MUTATIONS + "fencing",
                SIMULATION),
        LAST_STABLE_OFFSET_AS_BARRIER(
                "dev.headwater.testkit.log.FakePartitionLog",
                "barrier",
                MUTATIONS + "lagging",
                SIMULATION),
        OVERLAY_KEPT_AFTER_A_FAILED_COMMIT(
                "dev.headwater.runtime.command.PartitionOwner",
                "commit",
                MUTATIONS + "keeping",
                SIMULATION),
        ANSWER_BEFORE_COMMIT(
                "dev.headwater.runtime.command.PartitionOwner",
                "commit",
                MUTATIONS + "answering",
                SIMULATION),
        NO_DEDUPE(
                "dev.headwater.runtime.command.CommandMemory",
                "find",
                MUTATIONS + "forgetting",
                SIMULATION),
        POSITION_FROM_A_GROUP_OFFSET(
                "dev.headwater.runtime.command.PartitionReplay",
                "inboxPosition",
                MUTATIONS + "polled",
                SIMULATION),
        PROJECTION_WITHOUT_COMPARE_AND_SET(
                "dev.headwater.runtime.projection.Checkpoints",
                "compareAndSet",
                "dev.headwater.runtime.projection.CheckpointMutations#setting",
                "dev.headwater.runtime.projection.OverlappingReplicasTest#"
                        + "anyInterleavingOfBatchesAndCrashesGivesTheFold()");

        private final String type;
        private final String method;
        private final String replacement;
        private final String test;

        Mutant(String type, String method, String replacement, String test) {
            this.type = type;
            this.method = method;
            this.replacement = replacement;
            this.test = test;
        }
    }

    @AfterAll
    static void count() {
        System.out.printf(
                "headwater-test: mutants of the runtime: %d made, %d killed%n",
                Mutant.values().length, killed);
    }

    @Test
    void withoutADefectTheTestsPass() {
        for (String test : List.of(SIMULATION, Mutant.PROJECTION_WITHOUT_COMPARE_AND_SET.test)) {
            TestExecutionSummary summary = run("", "", "", test);
            assertEquals(List.of(), summary.getFailures());
            assertNotEquals(0, summary.getTestsSucceededCount());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDefectIsNoticed(Mutant mutant) {
        TestExecutionSummary summary =
                run(mutant.type, mutant.method, mutant.replacement, mutant.test);
        assertNotEquals(0, summary.getTestsStartedCount());
        assertNotEquals(List.of(), summary.getFailures(), mutant + " lives");
        System.out.printf(
                "mutant %s: %s%n",
                mutant, summary.getFailures().getFirst().getException().getMessage());
        killed++;
    }

    private static TestExecutionSummary run(
            String type, String method, String replacement, String test) {
        ClassLoader original = MutantsTest.class.getClassLoader();
        ClassLoader classes = new MutatedClasses(original, type, method, replacement);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            LauncherDiscoveryRequest request =
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectMethod(classes, test))
                            .build();
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create().execute(request, listener);
            return listener.getSummary();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
