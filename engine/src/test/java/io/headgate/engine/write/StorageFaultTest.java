package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.GraphVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a write does when the object store errs, or does its work and loses the answer. */
final class StorageFaultTest {

    @TempDir
    Path directory;

    private final TableFixtures fixtures = new TableFixtures();
    private final Batches batches = new Batches(fixtures);
    private GraphEnvironment local;
    private GraphEnvironment environment;
    private LosingAnswers objects;
    private GraphWriter writer;

    @BeforeEach
    void open() {
        local = GraphEnvironment.local(directory, Durability.PROCESS_CRASH, fixtures.allocator());
        objects = new LosingAnswers(local.objects());
        environment = GraphEnvironment.of(objects, local.tables(), fixtures.allocator(), local.clock(), local.ids());
        Graph.init(environment, Batches.SCHEMA, "test");
        writer = Graph.open(environment).writer("test");
        write(0);
    }

    @AfterEach
    void close() {
        writer.close();
        batches.close();
        local.close();
        fixtures.close();
    }

    @Test
    void aPublishWhoseAnswerIsLostIsRecognisedAsOurOwn() throws Exception {
        objects.loseAnswerOf("putIfAbsent __manifest/");

        WriteResult result = write(1);

        assertThat(result.manifest().version()).isEqualTo(new GraphVersion(3));
        assertThat(result.attempts()).isEqualTo(1);
        assertWholeAfter(1);
    }

    @Test
    void aPublishThatIsRefusedIsTriedAgain() throws Exception {
        objects.refuse("putIfAbsent __manifest/");

        assertThat(write(1).manifest().version()).isEqualTo(new GraphVersion(3));
        assertWholeAfter(1);
    }

    @Test
    void anArmThatIsRefusedHasNoEffectAtAll() throws Exception {
        objects.refuse("put __recovery/");

        assertThatThrownBy(() -> write(1)).isInstanceOf(StorageUnavailable.class);

        assertThat(Graph.open(environment).newest().version()).isEqualTo(new GraphVersion(2));
        write(1);
        assertWholeAfter(1);
    }

    @Test
    void anArmWhoseAnswerIsLostIsRecognised() throws Exception {
        objects.loseAnswerOf("put __recovery/");

        assertThat(write(1).manifest().version()).isEqualTo(new GraphVersion(3));
        assertWholeAfter(1);
    }

    @Test
    void aDisarmThatFailsIsNotTheCallersProblem() throws Exception {
        objects.refuse("delete __recovery/");

        assertThat(write(1).manifest().version()).isEqualTo(new GraphVersion(3));
        assertThat(Graph.open(environment).pendingIntents()).hasSize(1);

        write(2);
        assertWholeAfter(2);
    }

    @Test
    void aListingThatFailsIsLoud() {
        objects.refuse("list __recovery/");

        assertThatThrownBy(() -> write(1))
                .isInstanceOf(StorageUnavailable.class)
                .hasMessageContaining("__recovery/");
    }

    @Test
    void anUnreadableIntentStopsWritingIsKeptAndLeavesReadingAlone() throws Exception {
        ObjectKey damaged = GraphKeys.intent(local.ids().intent());
        local.objects().put(damaged, "{\"format_version\":1,".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> write(1)).isInstanceOf(CorruptState.class).hasMessageContaining(damaged.path());

        assertThat(local.objects().get(damaged)).isPresent();
        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "0", "p0", "1"));
    }

    private WriteResult write(int batch) {
        return writer.write(batches.people(
                writer.current(), List.of(claim(0, batch * 2L, batch * 2L + 2)), "ann=" + batch, "p" + batch + "=1"));
    }

    private void assertWholeAfter(int lastBatch) throws Exception {
        Map<String, String> people = Batches.people(environment);
        assertThat(people).hasSize(lastBatch + 2).containsEntry("ann", Integer.toString(lastBatch));
        assertThat(Graph.open(environment).pendingIntents()).isEmpty();
        assertThat(Graph.open(environment).newest().totals().polled()).isEqualTo((lastBatch + 1) * 2L);
    }
}
