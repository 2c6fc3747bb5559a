package io.headgate.bench.ingest;

import java.util.function.Supplier;

/** The workloads by name, so that a case can say which one it is. */
enum Work {
    RAW_POLL(RawPoll::new),
    POLL_DECODE(PollDecode::new),
    NAIVE_LOOP(NaiveLoop::new),
    GRAPH_WRITES(GraphWrites::new),
    WORKER(Worker::new),
    MAKE_BASE(Bases::new);

    private final Supplier<Workload> maker;

    Work(Supplier<Workload> maker) {
        this.maker = maker;
    }

    Workload make() {
        return maker.get();
    }
}
