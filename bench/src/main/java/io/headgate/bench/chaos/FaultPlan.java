package io.headgate.bench.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Decides from a seed what goes wrong when, and nothing else does. Kinds are dealt like cards, so that each comes as often as it
 * should before any comes again. For use by one thread.
 */
final class FaultPlan {

    private static final int SHORTEST_GAP = 400;
    private static final int LONGEST_GAP = 3_000;
    private static final int NEXT_LOOK = 500;

    private final Random random;
    private final int brokers;
    /** Until when something is going on at each worker, and at the brokers. */
    private final long[] workersBusy;

    private long brokersBusy;
    private final Deque<FaultKind> deck = new ArrayDeque<>();
    private final List<PlannedFault> faults = new ArrayList<>();

    private FaultPlan(long seed, int workers, int brokers) {
        this.random = new Random(seed);
        this.workersBusy = new long[workers];
        this.brokers = brokers;
    }

    /** All faults of a run in the order of time; they are over when it is. */
    static List<PlannedFault> of(long seed, Duration duration, int workers, int brokers) {
        FaultPlan plan = new FaultPlan(seed, workers, brokers);
        plan.fill(duration.toMillis());
        return List.copyOf(plan.faults);
    }

    private void fill(long end) {
        long at = LONGEST_GAP;
        while (at < end) {
            FaultKind kind = draw();
            long lasts = between(kind.shortest(), kind.longest());
            while (at < end && !place(kind, at, lasts, end)) {
                at += NEXT_LOOK;
            }
            at += between(SHORTEST_GAP, LONGEST_GAP);
        }
    }

    private FaultKind draw() {
        if (deck.isEmpty()) {
            List<FaultKind> all = new ArrayList<>();
            for (FaultKind kind : FaultKind.values()) {
                if (kind.isPossible(brokers)) {
                    all.addAll(Collections.nCopies(kind.frequency(), kind));
                }
            }
            Collections.shuffle(all, random);
            deck.addAll(all);
        }
        return deck.pop();
    }

    /** Whether there is room for it; one that would last too long is passed over. */
    private boolean place(FaultKind kind, long at, long lasts, long end) {
        if (at + lasts > end) {
            return true;
        }
        long until = at + lasts + kind.recovery();
        int target = switch (kind.target()) {
            case WORKER -> freeWorker(at);
            case ALL_WORKERS -> Arrays.stream(workersBusy).allMatch(busy -> busy <= at) ? 0 : -1;
            case BROKERS -> brokersBusy <= at ? random.nextInt(brokers) : -1;
        };
        if (target < 0) {
            return false;
        }
        switch (kind.target()) {
            case WORKER -> workersBusy[target] = until;
            case ALL_WORKERS -> Arrays.fill(workersBusy, until);
            case BROKERS -> brokersBusy = until;
        }
        faults.add(new PlannedFault(Duration.ofMillis(at), kind, target, Duration.ofMillis(lasts)));
        return true;
    }

    private int freeWorker(long at) {
        int[] free = IntStream.range(0, workersBusy.length)
                .filter(worker -> workersBusy[worker] <= at)
                .toArray();
        return free.length == 0 ? -1 : free[random.nextInt(free.length)];
    }

    private long between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
