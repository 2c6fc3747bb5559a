package io.headgate.bench.ingest;

/** A case that lost or repeated rows measured something else. */
final class Expected {

    private Expected() {}

    static void rows(Job job, long before, long found) {
        long added = job.upserts() ? job.records() - new KeyPlan(job.records()).sharedWith(before) : job.records();
        if (found != before + added) {
            throw new IllegalStateException("the table should have " + (before + added) + " rows, but has " + found);
        }
    }
}
