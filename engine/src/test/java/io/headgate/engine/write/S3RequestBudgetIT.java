package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.s3.S3Call;
import io.headgate.engine.s3.S3Gateway;
import io.headgate.engine.s3.S3Server;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.engine.s3.ScriptedMishaps;
import io.headgate.engine.table.TableFixtures;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many requests an operation costs on S3, those of Lance included: they are what it takes in time and money. */
final class S3RequestBudgetIT {

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    private final ScriptedMishaps requests = new ScriptedMishaps();
    private final S3Prefix prefix = S3.server().fresh();
    private final TableFixtures fixtures = new TableFixtures();
    private final Batches batches = new Batches(fixtures);
    private S3Gateway gateway;
    private GraphEnvironment environment;

    @BeforeEach
    void open() throws Exception {
        gateway = S3Gateway.before(S3.server().endpoint(), requests);
        environment = GraphEnvironment.onS3(prefix, S3Server.settingsFor(gateway.endpoint()), fixtures.allocator());
        Graph.init(environment, Batches.SCHEMA, "test");
    }

    @AfterEach
    void close() {
        environment.close();
        batches.close();
        fixtures.close();
        gateway.close();
    }

    @Test
    void aCommitCostsTheSameFewRequestsAgainAndAgain() {
        try (GraphWriter writer = Graph.open(environment).writer("test")) {
            for (int i = 0; i < 3; i++) {
                one(writer);
                two(writer);
            }

            assertWithin(BUDGET_ONE_TABLE, () -> one(writer));
            assertWithin(BUDGET_TWO_TABLES, () -> two(writer));
        }
    }

    @Test
    void openingCostsFewRequests() {
        try (GraphWriter writer = Graph.open(environment).writer("test")) {
            one(writer);
        }

        assertWithin(BUDGET_STATUS, () -> {
            Graph graph = Graph.open(environment);
            graph.newest();
            graph.pendingIntents();
        });
        assertWithin(BUDGET_OPEN, () -> Graph.open(environment).writer("test").close());
    }

    private void one(GraphWriter writer) {
        long from = offset(writer);
        writer.write(batches.people(writer.current(), List.of(claim(0, from, from + 1)), "p" + from + "=1"));
    }

    private void two(GraphWriter writer) {
        long from = offset(writer);
        writer.write(batches.peopleAndFollows(
                writer.current(),
                List.of(claim(0, from, from + 2)),
                List.of("p" + from + "=1"),
                List.of("p" + from + ">ann")));
    }

    private static long offset(GraphWriter writer) {
        return writer.current().nextOffset(Batches.partition(0)).orElse(0L);
    }

    private void assertWithin(int budget, Runnable operation) {
        requests.script("none");
        operation.run();
        List<S3Call> calls = requests.calls();
        assertThat(calls)
                .as(() -> calls.size() + " requests:\n"
                        + String.join(
                                "\n",
                                calls.stream()
                                        .map(call -> call.method() + " "
                                                + call.path().replaceAll(".*" + prefix.prefix(), "") + "?"
                                                + call.query())
                                        .toList()))
                .hasSizeLessThanOrEqualTo(budget);
    }

    private static final int BUDGET_ONE_TABLE = 1;
    private static final int BUDGET_TWO_TABLES = 1;
    private static final int BUDGET_STATUS = 1;
    private static final int BUDGET_OPEN = 1;
}
