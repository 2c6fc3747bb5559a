package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.object.CountingObjectStore;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.CountingTableStore;
import io.headgate.engine.table.CountingTableStore.Method;
import io.headgate.engine.table.TableFixtures;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a write may cost at the two seams; a regression here is a slower product that no timing would show. */
final class WriteCostTest {

    @TempDir
    Path directory;

    private final TableFixtures fixtures = new TableFixtures();
    private final Batches batches = new Batches(fixtures);
    private GraphEnvironment local;
    private CountingObjectStore objects;
    private CountingTableStore tables;
    private GraphWriter writer;

    @BeforeEach
    void open() {
        local = GraphEnvironment.local(directory, Durability.PROCESS_CRASH, fixtures.allocator());
        objects = new CountingObjectStore(local.objects());
        tables = new CountingTableStore(local.tables());
        GraphEnvironment environment =
                GraphEnvironment.of(objects, tables, fixtures.allocator(), local.clock(), local.ids());
        Graph.init(environment, Batches.SCHEMA, "test");
        writer = Graph.open(environment).writer("test");
        objects.reset();
        tables.reset();
    }

    @AfterEach
    void close() {
        writer.close();
        batches.close();
        local.close();
        fixtures.close();
    }

    @Test
    void theFirstWriteOpensEachTableItTouchesOnce() {
        write(0);

        assertThat(tables.count(Method.OPEN)).isEqualTo(2);
    }

    @Test
    void aLaterWriteOpensNoTable() {
        write(0);
        tables.reset();

        write(1);

        assertThat(tables.count(Method.OPEN)).isZero();
        assertThat(tables.count(Method.STAGE_ROWS)).isEqualTo(2);
        assertThat(tables.count(Method.COMMIT)).isEqualTo(2);
        assertThat(tables.count(Method.HEAD_VERSION)).isEqualTo(2);
        assertThat(tables.count(Method.TRANSACTION_OF)).isZero();
        assertThat(tables.count(Method.RESTORE)).isZero();
        assertThat(tables.count(Method.SCAN)).isZero();
    }

    @Test
    void aWriteCostsSevenObjectCallsHoweverLongTheHistory() {
        for (int batch = 0; batch < 5; batch++) {
            write(batch);
            objects.reset();
        }

        write(5);

        assertThat(objects.count(CountingObjectStore.Method.GET))
                .as(
                        "look for the next version, and whether the one before it is still there, at entry and when it is published")
                .isEqualTo(3);
        assertThat(objects.count(CountingObjectStore.Method.LIST))
                .as("look for intents")
                .isEqualTo(1);
        assertThat(objects.count(CountingObjectStore.Method.PUT)).as("arm").isEqualTo(1);
        assertThat(objects.count(CountingObjectStore.Method.PUT_IF_ABSENT))
                .as("publish")
                .isEqualTo(1);
        assertThat(objects.count(CountingObjectStore.Method.DELETE))
                .as("disarm")
                .isEqualTo(1);
        assertThat(objects.calls()).hasSize(7);
    }

    private void write(int batch) {
        writer.write(batches.peopleAndFollows(
                writer.current(),
                List.of(claim(0, batch * 3L, batch * 3L + 3)),
                List.of("ann=" + batch, "bob" + batch + "=1"),
                List.of("ann>bob" + batch)));
    }
}
