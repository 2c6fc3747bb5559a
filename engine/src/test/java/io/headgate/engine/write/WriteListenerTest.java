package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.MemoryObjectStore;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.memory.MemoryTableStore;
import io.headgate.engine.table.memory.MemoryTables;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IdSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a writer tells of what it does beside its own writes. */
final class WriteListenerTest extends WriteHarness {

    private final MemoryObjectStore objects = new MemoryObjectStore();
    private final MemoryTables tables = new MemoryTables();
    private final Heard heard = new Heard();

    @Override
    GraphEnvironment open(TableFixtures fixtures) {
        return GraphEnvironment.of(
                objects,
                new MemoryTableStore(tables, fixtures.allocator()),
                fixtures.allocator(),
                Clock.systemUTC(),
                new IdSource(Clock.systemUTC(), new Random(7)));
    }

    @Test
    void aVersionThatItPublishesIsTold() {
        try (GraphWriter writer = Graph.open(environment).writer("test", heard)) {
            writer.write(batches.people(writer.current(), List.of(claim(0, 0, 1)), "ann=1"));
        }

        assertThat(heard.published).containsExactly(new GraphVersion(2));
        assertThat(heard.examined).isEmpty();
        assertThat(heard.turnsTaken)
                .as("a writer that has just opened takes turns")
                .isEqualTo(1);
    }

    @Test
    void whatADeadWriterLeftIsToldWithWhatBecameOfIt() {
        crash(FaultPoint.ARM_AFTER_PUT);

        Graph.open(environment).writer("test", heard).close();

        assertThat(heard.examined).containsExactly(Decision.ROLL_FORWARD);
        assertThat(heard.published).containsExactly(new GraphVersion(2));
    }

    @Test
    void whatLiesThereAndCannotBeReadIsTold() {
        crash(FaultPoint.ARM_AFTER_PUT);
        ObjectKey intent = objects.list(GraphKeys.INTENT_PREFIX, 1).get(0);
        objects.put(intent, "not an intent".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Graph.open(environment).writer("test", heard)).isInstanceOf(CorruptState.class);

        assertThat(heard.unreadable).isEqualTo(1);
    }

    @Test
    void everyLookForATurnThatSomebodyElseHasIsTold() {
        environment = environment.withLiveness(NOBODY_IS_GONE);
        crash(FaultPoint.COMMIT_BEFORE_TABLE);
        int patience = environment.limits().turn().patience();

        try (GraphWriter writer = Graph.open(environment).writer("test", heard)) {
            writer.write(batches.people(writer.current(), List.of(claim(1, 0, 1)), "bob=1"));
        }

        assertThat(heard.turnsAwaited).isEqualTo(patience);
        assertThat(heard.turnsTaken).isEqualTo(1);
    }

    private static final class Heard implements WriteListener {
        private final List<Decision> examined = new ArrayList<>();
        private final List<GraphVersion> published = new ArrayList<>();
        private int unreadable;
        private int turnsTaken;
        private int turnsAwaited;

        @Override
        public void examined(RecoveryReport.Settlement settlement) {
            if (settlement.ruling().decision() != Decision.LEAVE) {
                examined.add(settlement.ruling().decision());
            }
        }

        @Override
        public void unreadable(HeadgateException failure) {
            unreadable++;
        }

        @Override
        public void published(GraphManifest version, List<TableChange> changes) {
            published.add(version.version());
        }

        @Override
        public void turnTaken() {
            turnsTaken++;
        }

        @Override
        public void turnAwaited() {
            turnsAwaited++;
        }
    }
}
