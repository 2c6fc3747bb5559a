package io.headgate.engine.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.s3.RequestTimeline;
import io.headgate.engine.s3.S3Call;
import io.headgate.engine.s3.S3Gateway;
import io.headgate.engine.s3.S3Server;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.schema.IndexKind;
import io.headgate.engine.table.FragmentLayout;
import io.headgate.engine.table.IndexRequest;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.intent.FragmentRewrite;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many requests an operation costs on S3, those of Lance included: they are what it takes in time and money. */
final class S3RequestBudgetIT {

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    /** From arming until the graph version is there; removing the intent is one more. */
    private static final int ONE_AFTER_THE_OTHER = 6;
    /** Writes after which a writer that nobody disturbs is as fast as it gets, with the limits here. */
    private static final int WHILE = 3;

    private final RequestTimeline requests = new RequestTimeline();
    private final S3Prefix prefix = S3.server().fresh();
    private final TableFixtures fixtures = new TableFixtures();
    private S3Gateway gateway;
    private GraphEnvironment environment;

    @BeforeEach
    void open() throws Exception {
        gateway = S3Gateway.before(S3.server().endpoint(), requests);
        environment = GraphEnvironment.onS3(prefix, S3Server.settingsFor(gateway.endpoint()), fixtures.allocator())
                .withLimits(WriteLimits.DEFAULT.withQuietEntries(1));
        Graph.init(environment, Batches.SCHEMA, "test");
    }

    @AfterEach
    void close() {
        environment.close();
        fixtures.close();
        gateway.close();
    }

    @Test
    void anAppendToOneTable() {
        assertCommitWithin(12, offset -> LogRecord.follows("s" + offset, "t" + offset));
    }

    /** One more for each fragment in which the upsert looks for its keys, which are three here. */
    @Test
    void aWriteToThreeTables() {
        assertCommitWithin(29, offset -> switch ((int) (offset % 3)) {
            case 0 -> LogRecord.follows("s" + offset, "t" + offset);
            case 1 -> LogRecord.person("p" + offset, offset);
            default -> LogRecord.unusable("record " + offset);
        });
    }

    @Test
    void lookingAtAGraph() {
        assertWithin(8, () -> {
            Graph graph = Graph.open(environment);
            graph.newest();
            graph.pendingIntents();
        });
    }

    @Test
    void openingAWriter() {
        assertWithin(11, () -> Graph.open(environment).writer("test").close());
    }

    /** Three steps: an index covers the fragments, and a row of each was replaced since they were rewritten. */
    @Test
    void committingTheRewriteOfThreeFragments() {
        try (LogWriter writer = new LogWriter(environment, fixtures, S3RequestBudgetIT::threeOfNinePeopleAgain);
                MaintenancePath maintenance = maintenance()) {
            writer.writeTo(3 * LogWriter.BATCH);
            maintenance.maintain(indexOf(maintenance));
            MaintenanceWork rewrite = rewriteOf(maintenance);
            writer.writeTo(4 * LogWriter.BATCH);

            assertApartFromTheTurnWithin(
                    37, () -> assertThat(maintenance.maintain(rewrite)).isPresent());
        }
    }

    @Test
    void committingAnIndexOfThreeFragments() {
        try (LogWriter writer = new LogWriter(environment, fixtures, S3RequestBudgetIT::threeOfNinePeopleAgain);
                MaintenancePath maintenance = maintenance()) {
            writer.writeTo(3 * LogWriter.BATCH);
            MaintenanceWork index = indexOf(maintenance);

            assertApartFromTheTurnWithin(
                    17, () -> assertThat(maintenance.maintain(index)).isPresent());
        }
    }

    private static LogRecord threeOfNinePeopleAgain(long offset) {
        return LogRecord.person("p" + (offset < 9 ? offset : (offset - 9) * LogWriter.BATCH), offset);
    }

    private MaintenancePath maintenance() {
        GraphIdentity identity = new JsonCodec<>(GraphIdentity.class, GraphIdentity.FORMAT_VERSION, "graph identity")
                .read(
                        environment
                                .objects()
                                .get(GraphKeys.IDENTITY)
                                .orElseThrow()
                                .content(),
                        "it");
        return new MaintenancePath(
                environment, identity, Graph.open(environment).newest(), "test", WriteListener.NONE);
    }

    private static MaintenanceWork rewriteOf(MaintenancePath maintenance) {
        TablePin people = people(maintenance);
        FragmentRewrite rewrite = maintenance.stageRewrite(people, fragments(maintenance, people), 1_000);
        return new MaintenanceWork(people.id(), people.version(), List.of(rewrite), List.of(), Optional.empty());
    }

    private static MaintenanceWork indexOf(MaintenancePath maintenance) {
        TablePin people = people(maintenance);
        IndexRequest request =
                new IndexRequest(new DeclaredIndex("id", IndexKind.BTREE), fragments(maintenance, people), List.of());
        return new MaintenanceWork(
                people.id(),
                people.version(),
                List.of(),
                List.of(maintenance.stageIndex(people, request)),
                Optional.empty());
    }

    private static TablePin people(MaintenancePath maintenance) {
        return maintenance.refresh().table(TableKind.NODE, "Person").orElseThrow();
    }

    private static List<Integer> fragments(MaintenancePath maintenance, TablePin pin) {
        return maintenance.layout(pin).fragments().stream()
                .map(FragmentLayout::id)
                .toList();
    }

    /** That of a writer that has been at it for a while. However many tables there are, they are committed side by side. */
    private void assertCommitWithin(int budget, LongFunction<LogRecord> log) {
        try (LogWriter writer = new LogWriter(environment, fixtures, log)) {
            writer.writeTo(WHILE * LogWriter.BATCH);

            assertWithin(budget, () -> writer.writeTo((WHILE + 1) * LogWriter.BATCH));
        }
        assertChain(ONE_AFTER_THE_OTHER, S3RequestBudgetIT::publishes);
        // Between the two it is made sure that cleanup has not given up what the version is built on.
        assertChain(ONE_AFTER_THE_OTHER + 2, S3RequestBudgetIT::disarms);
    }

    private void assertWithin(int budget, Runnable operation) {
        requests.restart();
        operation.run();
        List<S3Call> calls = requests.calls();
        assertThat(calls).hasSizeLessThanOrEqualTo(budget);
    }

    /** Whoever has the turn renews it once a second, so a slow machine asks for it more often. */
    private void assertApartFromTheTurnWithin(int budget, Runnable operation) {
        requests.restart();
        operation.run();
        List<S3Call> calls = requests.calls().stream()
                .filter(call -> !call.path().endsWith("/__turn.json"))
                .toList();
        assertThat(calls).isNotEmpty().hasSizeLessThanOrEqualTo(budget);
    }

    /** Of those that follow one another once the rows are staged. */
    private void assertChain(int longest, Predicate<S3Call> last) {
        List<S3Call> chain = requests.longestChain(S3RequestBudgetIT::arms, last);
        assertThat(chain).isNotEmpty().hasSizeLessThanOrEqualTo(longest);
        assertThat(chain.get(0)).matches(S3RequestBudgetIT::arms);
    }

    private static boolean arms(S3Call call) {
        return call.method().equals("PUT") && call.path().contains("/__recovery/");
    }

    private static boolean publishes(S3Call call) {
        return call.method().equals("PUT") && call.path().contains("/__manifest/");
    }

    private static boolean disarms(S3Call call) {
        return call.method().equals("DELETE") && call.path().contains("/__recovery/");
    }
}
