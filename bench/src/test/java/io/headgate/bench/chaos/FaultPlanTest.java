package io.headgate.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.bench.chaos.FaultKind.Target;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final int WORKERS = 4;
    private static final int BROKERS = 3;
    private static final Duration LONG = Duration.ofMinutes(30);

    @Test
    void aSeedAlwaysMeansTheSamePlan() {
        assertThat(plan(42, LONG)).isEqualTo(plan(42, LONG)).isNotEqualTo(plan(43, LONG));
    }

    @Test
    void everyFaultIsOverWhenThePlanIs() {
        Duration duration = Duration.ofSeconds(75);

        assertThat(IntStream.range(0, 200).boxed().flatMap(seed -> plan(seed, duration).stream()))
                .isNotEmpty()
                .allMatch(fault -> fault.at().plus(fault.lasts()).compareTo(duration) <= 0);
    }

    @Test
    void faultsComeInTheOrderOfTime() {
        assertThat(plan(7, LONG)).isSortedAccordingTo(Comparator.comparing(PlannedFault::at));
    }

    @Test
    void everyKindComesAsOftenAsItShould() {
        Map<FaultKind, Long> counts =
                plan(7, LONG).stream().collect(Collectors.groupingBy(PlannedFault::kind, Collectors.counting()));

        assertThat(counts).containsOnlyKeys(FaultKind.values());
        Arrays.stream(FaultKind.values())
                .forEach(kind -> assertThat(counts.get(kind) / (double) kind.frequency())
                        .as("%s", kind)
                        .isBetween(
                                counts.get(FaultKind.KILL_WORKER) / (double) FaultKind.KILL_WORKER.frequency() - 2,
                                counts.get(FaultKind.KILL_WORKER) / (double) FaultKind.KILL_WORKER.frequency() + 2));
    }

    @Test
    void whereSomethingGoesWrongNothingElseDoesUntilItHasRecovered() {
        for (int seed = 0; seed < 100; seed++) {
            Map<String, Duration> busy = new HashMap<>();
            for (PlannedFault fault : plan(seed, Duration.ofMinutes(5))) {
                for (String place : places(fault)) {
                    Duration until = busy.getOrDefault(place, Duration.ZERO);
                    assertThat(fault.at()).as("%s at %s", fault, place).isGreaterThanOrEqualTo(until);
                    busy.put(
                            place,
                            fault.at()
                                    .plus(fault.lasts())
                                    .plusMillis(fault.kind().recovery()));
                }
            }
        }
    }

    @Test
    void twoBrokersAreDownOnlyWhereOneIsLeft() {
        assertThat(FaultPlan.of(7, LONG, WORKERS, 2))
                .extracting(PlannedFault::kind)
                .doesNotContain(FaultKind.KILL_TWO_BROKERS);
    }

    private static List<PlannedFault> plan(long seed, Duration duration) {
        return FaultPlan.of(seed, duration, WORKERS, BROKERS);
    }

    private static List<String> places(PlannedFault fault) {
        if (fault.kind().target() == Target.BROKERS) {
            return List.of("brokers");
        }
        return fault.kind().target() == Target.WORKER
                ? List.of("worker " + fault.target())
                : IntStream.range(0, WORKERS)
                        .mapToObj(worker -> "worker " + worker)
                        .toList();
    }
}
