package io.headgate.engine.maintain;

/**
 * When a table is worth working on, and how much is done at a time.
 *
 * @param rowsPerFragment what a fragment is to grow to; one with at least half as many rows is left as it is
 * @param fanIn so many fragments of about one size are made one; from 2
 * @param deletedShare a fragment of whose rows a greater share is deleted is written anew; above 0, up to 1. Where all rows are as
 *     likely to be replaced, (1 - share) / share rows are written for each that is: at 0.3, Iceberg's choice as well, 2.3
 * @param mostSegments so many segments of about one size an index may have before they are made one; from 1
 * @param vectorRows a vector index is built over at least so many rows
 * @param rowsPerCommit the most rows that are written anew before they are committed, unless one fragment has more
 * @param mostCommits the most commits for one table in one go
 * @param attempts so many times in a row others may be faster before a table is left for later
 */
public record MaintenanceLimits(
        long rowsPerFragment,
        int fanIn,
        double deletedShare,
        int mostSegments,
        long vectorRows,
        long rowsPerCommit,
        int mostCommits,
        int attempts) {

    public static final MaintenanceLimits DEFAULT = new MaintenanceLimits(1L << 20, 8, 0.3, 4, 4_096, 1L << 20, 256, 5);

    public MaintenanceLimits {
        require(rowsPerFragment >= 2, "rowsPerFragment is at least 2");
        require(fanIn >= 2, "fanIn is at least 2");
        require(deletedShare > 0 && deletedShare <= 1, "deletedShare is above 0 and at most 1");
        require(mostSegments >= 1, "mostSegments is at least 1");
        require(vectorRows >= 1, "vectorRows is at least 1");
        require(rowsPerCommit >= 1, "rowsPerCommit is at least 1");
        require(mostCommits >= 1, "mostCommits is at least 1");
        require(attempts >= 1, "attempts is at least 1");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** The same with smaller fragments, which everything else that counts rows follows. */
    public MaintenanceLimits withRowsPerFragment(long rows) {
        return new MaintenanceLimits(rows, fanIn, deletedShare, mostSegments, vectorRows, rows, mostCommits, attempts);
    }

    public MaintenanceLimits withMostCommits(int commits) {
        return new MaintenanceLimits(
                rowsPerFragment, fanIn, deletedShare, mostSegments, vectorRows, rowsPerCommit, commits, attempts);
    }

    public MaintenanceLimits withFanIn(int newFanIn) {
        return new MaintenanceLimits(
                rowsPerFragment,
                newFanIn,
                deletedShare,
                mostSegments,
                vectorRows,
                rowsPerCommit,
                mostCommits,
                attempts);
    }
}
