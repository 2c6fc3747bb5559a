package io.headgate.bench.maintain;

/**
 * How it is measured what maintenance costs those who write meanwhile.
 *
 * @param pairs of chunks, one written with maintenance beside it and one without
 * @param chunkSeconds how long a chunk takes about
 * @param rows of a commit
 * @param keys that there are; each has a row at the beginning
 * @param fragments that these rows are in
 * @param deletedShare of the changes that are deletes
 * @param tidy whether the graph that is written alone is maintained, too, while nobody writes: else it is left to get worse
 */
record BesidePlan(
        int pairs,
        double chunkSeconds,
        int rows,
        long keys,
        int fragments,
        double deletedShare,
        MaintainPlan maintained,
        boolean tidy,
        long seed) {

    BesidePlan {
        if (pairs < 1 || rows < 1 || keys < 1 || fragments < 1) {
            throw new IllegalArgumentException("there are at least one pair, row, key and fragment");
        }
    }
}
