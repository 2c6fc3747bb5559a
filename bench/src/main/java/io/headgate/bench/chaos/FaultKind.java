package io.headgate.bench.chaos;

/** What can be made to go wrong. */
enum FaultKind {
    /** Signal 9; another one comes up after a while. */
    KILL_WORKER(Target.WORKER, 6, 200, 3_000, 10_000),
    /** Signal 19, for longer than its session lasts; then it goes on. */
    PAUSE_WORKER(Target.WORKER, 3, 7_000, 12_000, 6_000),
    /** It is asked to leave; another one comes up after a while. */
    STOP_WORKER(Target.WORKER, 2, 200, 3_000, 10_000),
    /** One after the other is asked to leave and replaced. */
    ROLL_WORKERS(Target.ALL_WORKERS, 1, 12_000, 12_000, 10_000),
    /** It reaches no broker for longer than its session lasts, but the graph. */
    ISOLATE_WORKER(Target.WORKER, 2, 7_000, 12_000, 6_000),
    /** A broker leaves in good order and comes back. */
    STOP_BROKER(Target.BROKERS, 1, 2_000, 6_000, 10_000),
    /** Signal 9; it comes back. */
    KILL_BROKER(Target.BROKERS, 1, 2_000, 6_000, 10_000),
    /** The same for two at once, of three or more that have caught up with each other: nothing is written, and nobody leads. */
    KILL_TWO_BROKERS(Target.BROKERS, 1, 2_000, 10_000, 15_000),
    /** All connections of clients to a broker end. */
    CUT_BROKER(Target.BROKERS, 3, 0, 0, 500),
    /** Nothing gets through between a broker and the clients. */
    STALL_BROKER(Target.BROKERS, 2, 2_000, 10_000, 2_000),
    /** A broker does what the clients ask for, and they do not hear of it. */
    MUTE_BROKER(Target.BROKERS, 1, 2_000, 10_000, 2_000),
    /** All connections of clients to a broker go dead without ending; only new ones work. */
    STRAND_BROKER(Target.BROKERS, 1, 0, 0, 9_000);

    /** So that one of them is left when two are down. */
    private static final int FEWEST_BROKERS_FOR_TWO_DOWN = 3;

    /** Where a fault happens; one at a time in each place. */
    enum Target {
        WORKER,
        ALL_WORKERS,
        BROKERS
    }

    private final Target target;
    private final int frequency;
    private final int shortest;
    private final int longest;
    private final int recovery;

    /**
     * @param frequency how often it comes, compared with the others
     * @param shortest milliseconds that it lasts
     * @param longest milliseconds that it lasts
     * @param recovery milliseconds after it during which nothing more happens in the same place
     */
    FaultKind(Target target, int frequency, int shortest, int longest, int recovery) {
        this.target = target;
        this.frequency = frequency;
        this.shortest = shortest;
        this.longest = longest;
        this.recovery = recovery;
    }

    /** Whether it can be made to happen to so many brokers. */
    boolean isPossible(int brokers) {
        return this != KILL_TWO_BROKERS || brokers >= FEWEST_BROKERS_FOR_TWO_DOWN;
    }

    Target target() {
        return target;
    }

    int frequency() {
        return frequency;
    }

    int shortest() {
        return shortest;
    }

    int longest() {
        return longest;
    }

    int recovery() {
        return recovery;
    }
}
