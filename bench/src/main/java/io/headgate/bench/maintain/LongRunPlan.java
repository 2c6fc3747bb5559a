package io.headgate.bench.maintain;

/**
 * A long run.
 *
 * @param commits to the graph that is maintained
 * @param compared so many of them also go to a graph that nobody maintains
 * @param every so many commits of one graph are followed by those of the other one, and both are measured; divides the others
 * @param rows of a commit
 * @param keys that there are; each has a row at the beginning
 * @param deletedShare of the changes that are deletes
 * @param inProcess whether maintenance is a thread of the process that writes
 * @param deep whether every kept version is verified at the end
 */
record LongRunPlan(
        int commits,
        int compared,
        int every,
        int rows,
        long keys,
        double deletedShare,
        MaintainPlan maintained,
        Priority priority,
        boolean inProcess,
        boolean deep,
        long seed) {

    /** Counting every file of a graph takes long, so it is done once in so many samples. */
    static final int SAMPLES_PER_COUNT = 10;

    LongRunPlan {
        if (every < 1 || commits % every != 0 || compared % every != 0 || compared > commits) {
            throw new IllegalArgumentException("commits (" + commits + ") and those that are compared (" + compared
                    + ", at most as many) are multiples of those between two samples (" + every + ")");
        }
    }
}
