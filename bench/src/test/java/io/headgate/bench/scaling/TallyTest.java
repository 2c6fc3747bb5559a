package io.headgate.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.SeamCall;
import io.headgate.engine.fault.SeamOperation;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.WriteMode;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IdSource;
import io.headgate.recovery.id.IntentId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TallyTest {

    private static final ScalingCase CASE = new ScalingCase(WriteMode.APPEND, 2, Duration.ofMillis(30));

    private final IdSource ids = new IdSource(Clock.systemUTC(), new Random(1));
    private final AtomicLong clock = new AtomicLong();
    private final CommitWatch watch = new CommitWatch(FaultPlan.NONE, clock::get);
    private final List<GraphManifest> history = new ArrayList<>();

    @Test
    void onlyVersionsThatWerePublishedBetweenTheMomentsCount() {
        published(999, 10, armed(900));
        published(1_000, 20, armed(960), armed(900));
        published(2_999, 30, armed(2_900));
        published(3_000, 40, armed(2_990));

        ScalingResult result = tally();

        assertThat(result.seconds()).isEqualTo(2);
        assertThat(result.versions()).isEqualTo(2);
        assertThat(result.records()).isEqualTo(50);
        assertThat(result.recordsPerSecond()).isEqualTo(25);
        assertThat(result.batches()).isEqualTo(3);
        assertThat(result.batchesPerVersion()).isEqualTo(1.5);
    }

    @Test
    void aBatchTakesFromArmingItUntilTheVersionThatContainsIt() {
        published(2_000, 10, armed(1_990), armed(1_900), armed(1_500));

        Latency commit = tally().commit();

        assertThat(commit.count()).isEqualTo(3);
        assertThat(commit.p50()).isCloseTo(100, within(0.1));
        assertThat(commit.p99()).isCloseTo(500, within(0.5));
        assertThat(commit.most()).isCloseTo(500, within(0.5));
    }

    @Test
    void countersAreWhatWasAddedBetweenTheMoments() {
        published(2_000, 10, armed(1_990), armed(1_980));

        ScalingResult result = tally();

        assertThat(result.calls()).isEqualTo(Map.of(SeamOperation.GET, 30L, SeamOperation.COMMIT, 12L));
        assertThat(result.callsPerVersion()).isEqualTo(42);
        assertThat(result.callsPerBatch()).isEqualTo(21);
        assertThat(result.cpus()).isEqualTo(1.5);
        assertThat(result.givenUp()).isEqualTo(5);
    }

    @Test
    void whatWasNotSeenAtTheSeamsDoesNotCount() {
        history.add(version(10));

        ScalingResult result = tally();

        assertThat(result.versions()).isZero();
        assertThat(result.callsPerVersion()).isZero();
        assertThat(result.commit()).isEqualTo(new Latency(0, 0, 0, 0));
    }

    private ScalingResult tally() {
        Moment begin = new Moment(millis(1_000), millis(100), Map.of(SeamOperation.GET, 7L));
        Moment end =
                new Moment(millis(3_000), millis(3_100), Map.of(SeamOperation.GET, 37L, SeamOperation.COMMIT, 12L));
        return Tally.of(CASE, history, watch.sightings(), begin, end, 5);
    }

    private IntentId armed(long millis) {
        IntentId intent = ids.intent();
        call(SeamOperation.PUT, GraphKeys.intent(intent).path(), millis);
        return intent;
    }

    private void published(long millis, long records, IntentId... intents) {
        GraphManifest version = version(records, intents);
        history.add(version);
        call(
                SeamOperation.PUT_IF_ABSENT,
                GraphKeys.version(version.branch(), version.version()).path(),
                millis);
    }

    private GraphManifest version(long records, IntentId... intents) {
        return Manifests.of(new GraphVersion(history.size() + 1), ids, records, List.of(intents));
    }

    private void call(SeamOperation operation, String target, long millis) {
        clock.set(millis(millis));
        SeamCall call = new SeamCall(operation, target);
        watch.faultOf(call).after(call);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
