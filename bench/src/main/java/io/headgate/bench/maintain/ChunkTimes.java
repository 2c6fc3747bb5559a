package io.headgate.bench.maintain;

import java.util.List;

/**
 * The writes of one chunk.
 *
 * @param cpuSeconds processor time of the process that wrote
 */
record ChunkTimes(List<WriteObserved> writes, double cpuSeconds) {

    static final ChunkTimes NONE = new ChunkTimes(List.of(), 0);

    ChunkTimes {
        writes = List.copyOf(writes);
    }

    double seconds() {
        return writes.stream().mapToDouble(WriteObserved::seconds).sum();
    }

    double stageSeconds() {
        return writes.stream().mapToDouble(WriteObserved::stageSeconds).sum();
    }

    double protocolSeconds() {
        return writes.stream().mapToDouble(WriteObserved::protocolSeconds).sum();
    }
}
