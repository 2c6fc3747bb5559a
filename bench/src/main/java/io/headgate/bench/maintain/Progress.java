package io.headgate.bench.maintain;

import io.headgate.engine.maintain.TableReport;

/**
 * What maintenance has done so far.
 *
 * @param commits graph versions that it published
 * @param fragmentsBefore number of fragments that were replaced
 * @param fragmentsAfter number of fragments that took their place
 * @param rowsRewritten rows that were written anew
 * @param segmentsBuilt segments of indexes that were built
 * @param overtaken number of rewrites and segments that came too late
 * @param failures attempts of which nothing was published
 * @param cleanups graph versions by which it gave up old ones
 * @param cpuSeconds processor time of its process; 0 when it has none of its own
 */
record Progress(
        long commits,
        long fragmentsBefore,
        long fragmentsAfter,
        long rowsRewritten,
        long segmentsBuilt,
        long overtaken,
        long failures,
        long cleanups,
        double cpuSeconds) {

    static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** With what was done to a table in one go of at most one commit. */
    Progress plus(TableReport report) {
        boolean failed = report.published().isEmpty() && !report.finished();
        return new Progress(
                commits + report.published().size(),
                fragmentsBefore + report.fragmentsBefore(),
                fragmentsAfter + report.fragmentsAfter(),
                rowsRewritten + report.rowsRewritten(),
                segmentsBuilt + report.segmentsBuilt(),
                overtaken + report.overtaken(),
                failures + (failed ? 1 : 0),
                cleanups,
                cpuSeconds);
    }

    Progress plusCleanup() {
        return plus(new Progress(0, 0, 0, 0, 0, 0, 0, 1, 0));
    }

    /** Both together. */
    Progress plus(Progress more) {
        return new Progress(
                commits + more.commits,
                fragmentsBefore + more.fragmentsBefore,
                fragmentsAfter + more.fragmentsAfter,
                rowsRewritten + more.rowsRewritten,
                segmentsBuilt + more.segmentsBuilt,
                overtaken + more.overtaken,
                failures + more.failures,
                cleanups + more.cleanups,
                cpuSeconds + more.cpuSeconds);
    }

    /** The same at another time of the processor. */
    Progress at(double newCpuSeconds) {
        return new Progress(
                commits,
                fragmentsBefore,
                fragmentsAfter,
                rowsRewritten,
                segmentsBuilt,
                overtaken,
                failures,
                cleanups,
                newCpuSeconds);
    }

    /** What was done since. */
    Progress since(Progress earlier) {
        return new Progress(
                commits - earlier.commits,
                fragmentsBefore - earlier.fragmentsBefore,
                fragmentsAfter - earlier.fragmentsAfter,
                rowsRewritten - earlier.rowsRewritten,
                segmentsBuilt - earlier.segmentsBuilt,
                overtaken - earlier.overtaken,
                failures - earlier.failures,
                cleanups - earlier.cleanups,
                cpuSeconds - earlier.cpuSeconds);
    }
}
