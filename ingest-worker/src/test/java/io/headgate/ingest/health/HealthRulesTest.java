package io.headgate.ingest.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.ingest.config.HealthConfig;
import io.headgate.ingest.source.ReadingState;
import io.headgate.ingest.worker.WorkerState;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HealthRulesTest {
    private static final Duration POLL = Duration.ofMinutes(2);
    private static final Duration PROGRESS = Duration.ofMinutes(10);
    private static final Duration SHUTDOWN = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(10);
    private static final ReadingState READING = reading(true, 3, 0);

    private final HealthRules rules = new HealthRules(new HealthConfig(POLL, PROGRESS), SHUTDOWN);

    @Test
    void aWorkerThatPollsIsLiveAsLongAsItComesBy() {
        assertThat(rules.live(running(POLL, false, PROGRESS.multipliedBy(9))).ok())
                .as("nothing to do on the graph for long")
                .isTrue();

        Verdict late = rules.live(running(POLL.plusMillis(1), false, MOMENT));
        assertThat(late.ok()).isFalse();
        assertThat(late.reason()).contains("polls Kafka", "120.001s", "health.poll-within=120.0s");
    }

    @Test
    void aCommitMayTakeItsTimeAsLongAsItShowsSignsOfLife() {
        assertThat(rules.live(running(MOMENT, true, PROGRESS)).ok()).isTrue();

        Verdict silent = rules.live(running(MOMENT, true, PROGRESS.plusMillis(1)));
        assertThat(silent.ok()).isFalse();
        assertThat(silent.reason()).contains("work on the graph", "health.progress-within=600.0s");
    }

    @Test
    void aStartHasTheBoundOfWorkOnTheGraph() {
        assertThat(rules.live(starting(WorkerState.NEW, PROGRESS)).ok()).isTrue();
        assertThat(rules.live(starting(WorkerState.RUNNING, PROGRESS)).ok()).isTrue();

        assertThat(rules.live(starting(WorkerState.NEW, PROGRESS.plusMillis(1))).ok())
                .isFalse();
        assertThat(rules.live(starting(WorkerState.RUNNING, PROGRESS.plusMillis(1))))
                .satisfies(verdict -> assertThat(verdict.ok()).isFalse())
                .satisfies(verdict -> assertThat(verdict.reason()).contains("start"));
    }

    @Test
    void aWorkerThatLeavesHasItsTimeToLeave() {
        assertThat(rules.live(in(WorkerState.DRAINING, SHUTDOWN.plus(POLL))).ok())
                .isTrue();
        assertThat(rules.live(in(WorkerState.DRAINING, SHUTDOWN.plus(POLL).plusMillis(1)))
                        .ok())
                .isFalse();
        assertThat(rules.live(in(WorkerState.STOPPED, PROGRESS.multipliedBy(9))).ok())
                .isTrue();
    }

    @Test
    void aWorkerIsReadyOnceItReads() {
        assertThat(rules.ready(starting(WorkerState.NEW, MOMENT)).reason()).contains("graph is being opened");
        assertThat(rules.ready(starting(WorkerState.RUNNING, MOMENT)).reason()).contains("sources");
        assertThat(rules.ready(polling(ReadingState.NONE)))
                .isEqualTo(Verdict.no("the worker is not a member of its group yet"));
        assertThat(rules.ready(polling(reading(true, 0, 2)))).satisfies(verdict -> {
            assertThat(verdict.ok()).isFalse();
            assertThat(verdict.reason()).startsWith("2 assigned partitions wait");
        });

        assertThat(rules.ready(polling(READING))).isEqualTo(Verdict.yes("reading 3 partitions"));
        assertThat(rules.ready(polling(reading(true, 1, 2))).ok()).isTrue();
    }

    @Test
    void aMemberWithoutPartitionsIsIdleAndReady() {
        assertThat(rules.ready(polling(reading(true, 0, 0))).ok()).isTrue();
        assertThat(rules.ready(polling(reading(true, 0, 0))).reason()).startsWith("idle");
    }

    @Test
    void aWorkerThatLeavesIsNotReady() {
        assertThat(rules.ready(in(WorkerState.DRAINING, MOMENT)).ok()).isFalse();
        assertThat(rules.ready(in(WorkerState.STOPPED, MOMENT)).ok()).isFalse();
    }

    private static Vitals running(Duration sinceRound, boolean working, Duration sinceSign) {
        return vitals(WorkerState.RUNNING, Duration.ofHours(1), Optional.of(sinceRound), working, sinceSign, READING);
    }

    private static Vitals polling(ReadingState reading) {
        return vitals(WorkerState.RUNNING, MOMENT, Optional.of(MOMENT), false, MOMENT, reading);
    }

    private static Vitals starting(WorkerState state, Duration sinceSign) {
        return vitals(state, sinceSign, Optional.empty(), false, sinceSign, ReadingState.NONE);
    }

    private static Vitals in(WorkerState state, Duration inState) {
        return vitals(state, inState, Optional.of(inState), true, inState, READING);
    }

    private static Vitals vitals(
            WorkerState state,
            Duration inState,
            Optional<Duration> sinceRound,
            boolean working,
            Duration sinceSign,
            ReadingState reading) {
        return new Vitals(state, inState, sinceRound, working, sinceSign, reading, Optional.of(GraphVersion.FIRST));
    }

    private static ReadingState reading(boolean member, int reading, int waiting) {
        Set<SourcePartition> partitions = IntStream.range(0, reading)
                .mapToObj(number -> new SourcePartition("c", "people", "id", number))
                .collect(Collectors.toSet());
        return new ReadingState(member, false, partitions, waiting, 0);
    }
}
