package io.headgate.ingest.maintain.work;

import java.time.Duration;

/**
 * What the process can be tuned by and no user needs to know.
 *
 * @param attempts how often a commit is tried before a request is given up
 * @param shortestPause before the second attempt of anything; doubles, with jitter, up to the longest
 * @param mostCommits the most commits because of one request while others write; they give reason to ask for the table again, after
 *     those that wait
 * @param mostRequests the most requests that are taken from Kafka at once
 */
record MaintenanceTuning(
        int attempts, Duration shortestPause, Duration longestPause, int mostCommits, int mostRequests) {
    static final MaintenanceTuning DEFAULT =
            new MaintenanceTuning(5, Duration.ofMillis(100), Duration.ofSeconds(5), 16, 100);
}
