package io.headgate.engine.verify;

import static io.headgate.engine.verify.Reports.assertHolds;
import static io.headgate.engine.verify.Reports.count;
import static io.headgate.engine.verify.Reports.onlyProblem;
import static io.headgate.recovery.error.FailureKind.STORAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.write.Recovery;
import io.headgate.engine.write.WriteMode;
import io.headgate.recovery.fault.FaultPoint;
import org.junit.jupiter.api.Test;

/** What is said of intents that lie there and of the records of recoveries. */
abstract class RecoveryVerificationContract extends VerificationHarness {

    @Test
    void intentThatCannotBeReadIsFound() {
        graph.put(new ObjectKey("__recovery/01J.json"), "{\"format_version\":1}");

        Problem problem = onlyProblem(verify(VerifyRequest.SHALLOW), Check.INTENTS, STORAGE);

        assertThat(problem.object()).isEqualTo("__recovery/01J.json");
    }

    @Test
    void intentOfAnotherGraphIsFound() {
        crashOnceArmed();
        String id = Graph.open(environment).id().value();
        graph.edit(pendingIntent(), json -> json.replace(id, "other"));

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.INTENTS, STORAGE)
                        .message())
                .contains("another graph, other");
    }

    @Test
    void pendingIntentsAreCountedAndTheirFilesAreTheirs() {
        crashOnceArmed();

        VerificationReport report = verify(VerifyRequest.DEEP);

        assertHolds(report);
        assertThat(count(report, Check.INTENTS, "pending")).isEqualTo(1);
        assertThat(report.of(Check.INTENTS).orElseThrow().verdict()).isEqualTo(Verdict.NOTE);
        assertThat(count(report, Check.FILES, "unreferenced")).isZero();
    }

    @Test
    void recordsOfRecoveriesAreCounted() {
        recoverACrash();

        assertThat(count(verify(VerifyRequest.SHALLOW), Check.AUDIT, "records")).isEqualTo(1);
    }

    @Test
    void recordThatCannotBeReadIsFound() {
        graph.put(new ObjectKey("__audit/a.json"), "{}");

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.AUDIT, STORAGE)
                        .object())
                .isEqualTo("__audit/a.json");
    }

    @Test
    void recordThatSaysWhatIsNotSoIsFound() {
        graph.edit(recoverACrash(), json -> json.replaceAll("\"published_in\":\\d+", "\"published_in\":2"));

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.AUDIT, STORAGE)
                        .message())
                .contains("graph version 2 contains intent");
    }

    /** Returns the key of the record. */
    private ObjectKey recoverACrash() {
        crashOnceArmed();
        try (Recovery recovery =
                Graph.open(environment.withLiveness((owner, since) -> true)).recovery("operator")) {
            recovery.run();
        }
        return environment.objects().list(GraphKeys.AUDIT_PREFIX, 1).get(0);
    }

    private void crashOnceArmed() {
        GraphEnvironment dying = environment.withFaults(point -> {
            if (point == FaultPoint.ARM_AFTER_PUT) {
                throw new IllegalStateException("crashed");
            }
        });
        assertThatThrownBy(() -> new SmallGraph(dying, fixtures).people(WriteMode.UPSERT, "eve"))
                .hasMessage("crashed");
    }

    private ObjectKey pendingIntent() {
        return environment.objects().list(GraphKeys.INTENT_PREFIX, 1).get(0);
    }
}
