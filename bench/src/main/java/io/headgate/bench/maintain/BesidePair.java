package io.headgate.bench.maintain;

/**
 * The same batches, written to both graphs.
 *
 * @param maintenance what it did while the chunk beside it was written
 */
record BesidePair(ChunkTimes alone, ChunkTimes beside, Progress maintenance) {

    /** Throughput beside maintenance as a part of that without. */
    double ratio() {
        return alone.seconds() / beside.seconds();
    }
}
