package io.headgate.ingest.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.observe.StorageOperation;
import io.headgate.ingest.config.HealthConfig;
import io.headgate.ingest.metrics.Manifests;
import io.headgate.ingest.source.ReadingState;
import io.headgate.ingest.worker.WorkerState;
import io.headgate.recovery.error.StorageUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PulseTest {
    private static final HealthRules RULES = new HealthRules(HealthConfig.DEFAULT, Duration.ofSeconds(30));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ReadingState IDLE = new ReadingState(true, false, Set.of(), 0, 0);

    private long now = 17;
    private final Pulse pulse = new Pulse(() -> now);

    @Test
    void storageThatIsAwayForHoursKillsNobodyWhoGoesOnAskingForIt() {
        run();
        pulse.workBegun();
        for (int attempt = 0; attempt < 3_000; attempt++) {
            pulse.begun(StorageOperation.LIST);
            passes(Duration.ofSeconds(30));
            pulse.failed(StorageOperation.LIST, 30, new StorageUnavailable("list", "the storage is away"));
            pulse.workRetried();
            passes(Duration.ofSeconds(5));
            step();

            assertThat(RULES.live(pulse.vitals()).ok()).isTrue();
        }
    }

    @Test
    void aStorageOperationThatNeverEndsDoes() {
        run();
        pulse.workBegun();
        pulse.begun(StorageOperation.COMMIT);
        passes(HOUR);
        step();

        assertThat(RULES.live(pulse.vitals()).ok()).isFalse();

        pulse.succeeded(StorageOperation.COMMIT, 1);
        assertThat(RULES.live(pulse.vitals()).ok()).isTrue();
    }

    @Test
    void whoHasNothingToDoOnTheGraphNeedsToShowNothing() {
        run();
        pulse.workBegun();
        pulse.workEnded();
        passes(HOUR);
        step();

        assertThat(RULES.live(pulse.vitals()).ok()).isTrue();
    }

    @Test
    void aLoopThatDoesNotComeByIsNoticedWhateverTheCommitDoes() {
        run();
        passes(HOUR);
        pulse.begun(StorageOperation.LIST);

        assertThat(RULES.live(pulse.vitals()).ok()).isFalse();
    }

    @Test
    void howReadingStandsIsNotLookedAtInEveryRound() {
        int[] looks = new int[1];
        for (int round = 0; round < 1_000; round++) {
            pulse.stepped(Manifests.at(Map.of()), () -> {
                looks[0]++;
                return IDLE;
            });
            passes(Duration.ofMillis(1));
        }

        assertThat(looks[0]).isEqualTo(10);
        assertThat(pulse.reading()).isEqualTo(IDLE);
    }

    private void run() {
        pulse.moved(WorkerState.RUNNING);
        step();
    }

    private void step() {
        pulse.stepped(Manifests.at(Map.of()), () -> IDLE);
    }

    private void passes(Duration time) {
        now += time.toNanos();
    }
}
