package io.headgate.engine.write;

import java.time.Duration;

/**
 * How long a write contends with others before it gives up.
 *
 * @param publishAttempts for the graph version
 * @param tableAttempts for each table, within one attempt at the graph version
 * @param shortestPause before the second attempt; doubles, with jitter, up to the longest
 * @param quietEntries so many writes in a row nobody else is seen, and a writer takes its own last graph version for the newest
 *     without looking; when it is not, the write finds out when it commits
 * @param turn how writers take turns
 */
public record WriteLimits(
        int publishAttempts,
        int tableAttempts,
        Duration shortestPause,
        Duration longestPause,
        int quietEntries,
        TurnLimits turn) {

    public static final WriteLimits DEFAULT =
            new WriteLimits(20, 10, Duration.ofMillis(5), Duration.ofSeconds(1), 100, TurnLimits.DEFAULT);

    public WriteLimits withQuietEntries(int newQuietEntries) {
        return new WriteLimits(publishAttempts, tableAttempts, shortestPause, longestPause, newQuietEntries, turn);
    }

    public WriteLimits withTurn(TurnLimits newTurn) {
        return new WriteLimits(publishAttempts, tableAttempts, shortestPause, longestPause, quietEntries, newTurn);
    }
}
