package io.headgate.engine.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.s3.S3Gateway;
import io.headgate.engine.s3.S3Mishap;
import io.headgate.engine.s3.S3Mishaps;
import io.headgate.engine.s3.S3Server;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.OutcomeUnknown;
import io.headgate.recovery.error.StorageUnavailable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A writer whose requests, its own and those of Lance, go wrong by a seed: lost, refused, done and not answered, answered in
 * half. Nothing may be lost or repeated, and once they go well again the graph has to become whole.
 */
final class S3MishapsIT {

    private static final int ONE_IN = 6;
    private static final long LOG_END = 18;
    private static final int LIVES = 200;

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingIsLostOrRepeatedWhateverBecomesOfRequests(long seed) throws Exception {
        S3Prefix prefix = S3.server().fresh();
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment calm =
                        GraphEnvironment.onS3(prefix, S3.server().settings(), fixtures.allocator())) {
            Graph.init(calm, Batches.SCHEMA, "test");

            List<Told> told;
            try (S3Gateway gateway = S3Gateway.before(S3.server().endpoint(), weather(seed))) {
                told = write(prefix, gateway);
            }

            WriterKind.TWO_TABLES.ingest(calm.withLiveness(WriteHarness.EVERYBODY_IS_GONE), fixtures, LOG_END);
            new WholeGraph(calm, WriterKind.TWO_TABLES.log()).check();
            Told.holdsIn(Graph.open(calm), told);
            assertThat(Graph.open(calm).newest().nextOffset(Batches.partition(0)))
                    .hasValue(LOG_END);
        }
    }

    /** Lives again after whatever it dies of, until the log is in the graph; mostly that is long before the last life. */
    private static List<Told> write(S3Prefix prefix, S3Gateway gateway) {
        List<Told> told = new ArrayList<>();
        boolean done = false;
        for (int life = 0; life < LIVES && !done; life++) {
            try (TableFixtures fixtures = new TableFixtures();
                    GraphEnvironment environment = GraphEnvironment.onS3(
                                    prefix, S3Server.settingsFor(gateway.endpoint()), fixtures.allocator())
                            .withLiveness(WriteHarness.EVERYBODY_IS_GONE);
                    LogWriter writer = new LogWriter(environment, fixtures, WriterKind.TWO_TABLES.log(), told::add)) {
                writer.writeTo(LOG_END);
                done = true;
            } catch (StorageUnavailable | Conflict | OutcomeUnknown again) {
                assertThat(again.getMessage()).doesNotContain("known-to-everybody");
            }
        }
        return told;
    }

    /** A store that lies about conditions is not to be survived, but to be refused. */
    private static List<S3Mishap> survivable() {
        return EnumSet.complementOf(EnumSet.of(S3Mishap.NONE, S3Mishap.REFUSAL, S3Mishap.REFUSAL_HIDDEN)).stream()
                .toList();
    }

    private static S3Mishaps weather(long seed) {
        Random random = new Random(seed);
        List<S3Mishap> mishaps = survivable();
        return call -> {
            synchronized (random) {
                return random.nextInt(ONE_IN) == 0 ? mishaps.get(random.nextInt(mishaps.size())) : S3Mishap.NONE;
            }
        };
    }
}
