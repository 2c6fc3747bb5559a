package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.concurrent.BoundedConcurrency;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.lance.LanceTableInspection;
import io.headgate.engine.verify.Check;
import io.headgate.engine.verify.CheckResult;
import io.headgate.engine.verify.Verification;
import io.headgate.engine.verify.VerificationReport;
import io.headgate.engine.verify.VerifyRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Group commit over real Lance tables on the local disk. */
final class LanceGroupCommitTest extends GroupCommitContract {

    @TempDir
    Path directory;

    @Override
    GraphEnvironment open(TableFixtures fixtures) {
        return GraphEnvironment.local(directory, Durability.PROCESS_CRASH, fixtures.allocator())
                .withConcurrency(new BoundedConcurrency(4));
    }

    @Test
    void writesThatGoTogetherLeaveNoDeletionFilesOfTheirOwn() throws Exception {
        writeFour();

        WriteResult result = writeWhileArmed(
                batches -> batches.people(graph().newest(), List.of(claim(0, 4, 5)), "ann=2"),
                batches -> batches.people(graph().newest(), List.of(claim(1, 0, 1)), "bob"));

        assertThat(result.manifest().intents()).hasSize(2);
        assertEnd(Map.of("ann", "2", "cid", "1", "dan", "1"));
        assertEveryFileIsNamed();
    }

    @Test
    void aWriterThatIsPassedBeforeItsTurnLeavesNoDeletionFilesForTheVersionItStoodOn() throws Exception {
        writeFour();

        WriteResult result = writeWhileArmed(
                batches -> batches.people(graph().newest(), List.of(claim(0, 4, 5)), "ann=2"),
                batches -> batches.people(graph().newest(), List.of(claim(1, 0, 2)), "ann=3", "bob=3"));

        assertThat(result.passedVersions()).isOne();
        assertEnd(Map.of("ann", "3", "bob", "3", "cid", "1", "dan", "1"));
        assertEveryFileIsNamed();
    }

    @Test
    void aWriterThatWasAloneAndIsPassedLeavesNoDeletionFilesForTheVersionItStoodOn() throws Exception {
        environment = environment.withLimits(environment.limits().withQuietEntries(2));
        writeFour();
        try (GraphWriter alone = writer();
                GraphWriter other = writer()) {
            long offset = 4;
            for (; offset < 14; offset++) {
                alone.write(batches.people(alone.current(), List.of(claim(0, offset, offset + 1)), "ann=" + offset));
            }
            other.refresh();
            other.write(batches.people(other.current(), List.of(claim(1, 0, 1)), "bob=2"));

            WriteResult result = alone.write(
                    batches.people(alone.current(), List.of(claim(0, offset, offset + 2)), "cid=2", "ann=2"));

            assertThat(result.passedVersions()).isOne();
        }
        assertEnd(Map.of("ann", "2", "bob", "2", "cid", "2", "dan", "1"));
        assertEveryFileIsNamed();
    }

    private void writeFour() {
        try (GraphWriter writer = writer()) {
            writer.write(batches.people(writer.current(), List.of(claim(0, 0, 4)), "ann=1", "bob=1", "cid=1", "dan=1"));
        }
    }

    private void assertEveryFileIsNamed() {
        VerificationReport report = Verification.ofStores(
                environment.objects(),
                environment.tables(),
                new LanceTableInspection(directory, fixtures.allocator()),
                VerifyRequest.DEEP);
        CheckResult files = report.of(Check.FILES).orElseThrow();
        assertThat(report.holds()).as(report.toString()).isTrue();
        assertThat(files.counts()).as(files.toString()).containsEntry("unreferenced", 0L);
    }
}
