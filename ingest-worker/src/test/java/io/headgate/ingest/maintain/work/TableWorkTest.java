package io.headgate.ingest.maintain.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.maintain.Maintenance;
import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.Pace;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.Durability;
import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.schema.SchemaParser;
import io.headgate.engine.schema.TypeDeclaration.NodeType;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.TableChange;
import io.headgate.engine.write.TableRows;
import io.headgate.engine.write.WriteListener;
import io.headgate.engine.write.WriteMode;
import io.headgate.engine.write.WriteRequest;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.decode.JsonRecordDecoder;
import io.headgate.ingest.decode.RecordRef;
import io.headgate.ingest.decode.RowChunkBuilder;
import io.headgate.ingest.maintain.event.GraphEvent;
import io.headgate.ingest.maintain.event.MaintenanceRequest;
import io.headgate.ingest.maintain.event.RequestReason;
import io.headgate.ingest.maintain.event.SurveyEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a request, with a real graph on disk. */
class TableWorkTest {

    private static final String SCHEMA = "node Person { id: String @key name: String }";
    private static final MaintenanceLimits LIMITS = MaintenanceLimits.DEFAULT.withFanIn(2);
    private static final int BATCHES = 4;

    @TempDir
    private Path directory;

    private final BufferAllocator allocator = new RootAllocator();
    private final List<Duration> rests = new ArrayList<>();
    private final AtomicLong seconds = new AtomicLong();
    private GraphEnvironment environment;
    private GraphWriter writer;
    private Graph graph;
    private final List<GraphEvent> told = new ArrayList<>();
    private int written;

    @BeforeEach
    void fill() {
        environment = GraphEnvironment.local(directory.resolve("graph"), Durability.PROCESS_CRASH, allocator);
        graph = Graph.init(environment, SCHEMA, "test");
        writer = graph.writer("writer");
        for (int batch = 0; batch < BATCHES; batch++) {
            write();
        }
    }

    @AfterEach
    void close() {
        writer.close();
        environment.close();
        allocator.close();
    }

    @Test
    void restsAsLongAsItHasWorkedWhileOthersWrite() {
        int[] more = {2};
        WorkReport report = run(new WriteListener() {
            @Override
            public void published(GraphManifest version, List<TableChange> changes) {
                if (more[0]-- > 0) {
                    write();
                }
            }
        });

        assertThat(report.outcome()).isEqualTo(WorkOutcome.DONE);
        assertThat(rests.subList(0, 2)).containsOnly(Duration.ofSeconds(1));
    }

    @Test
    void leavesATableOnWhichOthersWorkAllTheTimeToTheNextRequest() {
        WorkReport report = run(new WriteListener() {
            @Override
            public void published(GraphManifest version, List<TableChange> changes) {
                write();
                write();
            }
        });

        assertThat(report.outcome()).isEqualTo(WorkOutcome.UNFINISHED);
        assertThat(report.published()).hasSize(MaintenanceTuning.DEFAULT.mostCommits());
        assertThat(left()).as("there is more to do").isTrue();
    }

    @Test
    void doesNoMoreWorkWhenItIsToldToStopWhileItRests() {
        WorkReport report = run(
                new WriteListener() {
                    @Override
                    public void published(GraphManifest version, List<TableChange> changes) {
                        write();
                        write();
                    }
                },
                () -> !rests.isEmpty());

        assertThat(rests).hasSize(1);
        assertThat(report.outcome()).isEqualTo(WorkOutcome.INTERRUPTED);
        assertThat(report.published()).hasSize(1);
    }

    @Test
    void doesNotRestWhereNobodyWrites() {
        WorkReport report = run(WriteListener.NONE);

        assertThat(report.outcome()).isEqualTo(WorkOutcome.DONE);
        assertThat(report.published()).hasSizeGreaterThan(1);
        assertThat(left()).isFalse();
        assertThat(rests).isNotEmpty().containsOnly(Duration.ZERO);
    }

    /** What the planner was told of the table in the end: whether there is something to do. */
    private boolean left() {
        assertThat(told).singleElement().isInstanceOf(SurveyEvent.class);
        return ((SurveyEvent) told.get(0)).tables().get(0).needsWork();
    }

    private WorkReport run(WriteListener listener) {
        return run(listener, () -> false);
    }

    /** Each look at the monotonic clock is a second after the one before. */
    private WorkReport run(WriteListener listener, BooleanSupplier leaving) {
        try (Maintenance maintenance = graph.maintenance("maintainer", listener)) {
            TableWork work = new TableWork(
                    graph.id(),
                    maintenance,
                    LIMITS,
                    Pace.DEFAULT,
                    rests::add,
                    MaintenanceTuning.DEFAULT,
                    told::add,
                    MaintenanceListener.NONE,
                    leaving,
                    Clock.systemUTC(),
                    () -> seconds.incrementAndGet() * 1_000_000_000L);
            TablePin person = person();
            return work.run(new MaintenanceRequest(
                    graph.id(),
                    person.id(),
                    TableKind.NODE,
                    person.name(),
                    RequestReason.FRAGMENTS,
                    graph.newest().version(),
                    Instant.EPOCH));
        }
    }

    private TablePin person() {
        return graph.newest().table(TableKind.NODE, "Person").orElseThrow();
    }

    private void write() {
        NodeType type = SchemaParser.parse(SCHEMA).node("Person").orElseThrow();
        JsonRecordDecoder decoder = new JsonRecordDecoder(type, WriteMode.APPEND, DataSize.ofMebibytes(1));
        byte[] json = ("{\"id\":\"p" + written++ + "\",\"name\":\"Ada\"}").getBytes(StandardCharsets.UTF_8);
        try (RowChunkBuilder builder = new RowChunkBuilder(ArrowSchemas.of(type), allocator, 1)) {
            assertThat(decoder.decode(builder, new RecordRef().set("people", 0, 0, 0, null, json)))
                    .isEmpty();
            try (RowChunk chunk = builder.finish()) {
                writer.write(new WriteRequest(
                        "ingest",
                        List.of(new TableRows(person().id(), WriteMode.APPEND, List.of(chunk))),
                        List.of(),
                        1,
                        0));
            }
        }
    }
}
