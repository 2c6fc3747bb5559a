package io.headgate.engine.verify;

import static io.headgate.engine.verify.Reports.assertHolds;
import static io.headgate.engine.verify.Reports.count;
import static io.headgate.engine.verify.Reports.onlyProblem;
import static io.headgate.recovery.error.FailureKind.STORAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.write.WriteMode;
import io.headgate.recovery.error.NotAGraph;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is said of a graph as a whole. One thing is damaged at a time, and exactly that is found. */
abstract class VerificationContract extends VerificationHarness {

    @Test
    void wholeGraphHolds() {
        VerificationReport shallow = verify(VerifyRequest.SHALLOW);
        VerificationReport deep = verify(VerifyRequest.DEEP);

        assertHolds(shallow);
        assertHolds(deep);
        assertThat(shallow.version()).contains(4L);
        assertThat(shallow.checks())
                .allSatisfy(check -> assertThat(check.verdict()).as("%s", check).isEqualTo(Verdict.OK));
        assertThat(shallow.checks())
                .extracting(CheckResult::check)
                .doesNotContain(Check.ROWS, Check.KEYS, Check.ENDPOINTS)
                .hasSize(Check.values().length - 3);
        assertThat(deep.checks()).extracting(CheckResult::check).containsExactly(Check.values());
        assertThat(count(shallow, Check.VERSIONS, "versions")).isEqualTo(4);
        assertThat(count(shallow, Check.INTENTS, "published")).isEqualTo(3);
        assertThat(count(shallow, Check.PINS, "opened")).isEqualTo(3);
        assertThat(count(deep, Check.PINS, "opened")).isEqualTo(4 + 2 + 1);
        assertThat(count(deep, Check.ROWS, "rows")).isEqualTo(4 + 2);
        assertThat(count(deep, Check.KEYS, "ids")).isEqualTo(4 + 2);
        assertThat(count(deep, Check.ENDPOINTS, "ends")).isEqualTo(4);
        assertThat(count(deep, Check.ENDPOINTS, "missing")).isZero();
        assertThat(count(deep, Check.FILES, "unreferenced")).isZero();
    }

    @Test
    void placeWithoutAGraphIsRefused() {
        environment.objects().delete(GraphKeys.IDENTITY);
        for (long version = 1; version <= 4; version++) {
            environment.objects().delete(SmallGraph.versionKey(version));
        }

        assertThatThrownBy(() -> verify(VerifyRequest.SHALLOW)).isInstanceOf(NotAGraph.class);
    }

    @Test
    void identityThatIsGoneOrCannotBeReadIsFound() {
        graph.put(GraphKeys.IDENTITY, "{");
        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.IDENTITY, STORAGE)
                        .object())
                .isEqualTo("__graph.json");

        environment.objects().delete(GraphKeys.IDENTITY);
        onlyProblem(verify(VerifyRequest.SHALLOW), Check.IDENTITY, STORAGE);
    }

    @Test
    void schemaSourceThatIsGoneOrChangedIsFound() {
        ObjectKey source = GraphKeys.schema(graph.newest().schema());
        graph.edit(source, text -> text + "\n");
        assertThat(onlyProblem(verify(VerifyRequest.DEEP), Check.SCHEMA, STORAGE)
                        .message())
                .contains("SHA-256");

        graph.put(source, "node {");
        onlyProblem(verify(VerifyRequest.DEEP), Check.SCHEMA, STORAGE);

        environment.objects().delete(source);
        assertThat(onlyProblem(verify(VerifyRequest.DEEP), Check.SCHEMA, STORAGE)
                        .object())
                .isEqualTo(source.path());
    }

    @Test
    void manyProblemsOfACheckAreCountedRatherThanNamed() {
        for (int i = 0; i < 105; i++) {
            graph.put(new ObjectKey("__recovery/broken-" + i + ".json"), "{");
        }

        CheckResult intents = verify(VerifyRequest.SHALLOW).of(Check.INTENTS).orElseThrow();

        assertThat(intents.problems()).hasSize(100);
        assertThat(intents.moreProblems()).isEqualTo(5);
    }

    @Test
    void graphHoldsAlsoWhileItIsWrittenTo() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (GraphEnvironment second = open(fixtures)) {
            SmallGraph written = new SmallGraph(second, fixtures);
            Future<?> writer = pool.submit(() -> {
                for (int i = 0; !done.get(); i++) {
                    written.people(WriteMode.UPSERT, "ann", "p" + i);
                }
            });
            try {
                for (int i = 0; i < 10; i++) {
                    assertHolds(verify(i % 2 == 0 ? VerifyRequest.DEEP : VerifyRequest.SHALLOW));
                }
            } finally {
                done.set(true);
                writer.get();
            }
        } finally {
            pool.shutdown();
        }
    }
}
