package io.headgate.engine.maintain;

import java.time.Duration;

/**
 * How much room maintenance leaves to those who write meanwhile. Work that is put off gets less by it: of rows that are to be
 * rewritten, more are deleted until then.
 *
 * @param busyShare the most of its time that it is at work while others publish, above 0; 1 for never resting
 * @param longestRest it never rests longer, however long the work took
 */
public record Pace(double busyShare, Duration longestRest) {

    public static final Pace DEFAULT = new Pace(0.5, Duration.ofSeconds(30));

    public Pace {
        if (!(busyShare > 0 && busyShare <= 1)) {
            throw new IllegalArgumentException("busyShare is above 0 and at most 1");
        }
    }

    public Pace withBusyShare(double share) {
        return new Pace(share, longestRest);
    }

    /**
     * How long to rest after a piece of work.
     *
     * @param others number of graph versions that others published while it was done; where nobody writes there is nobody to make
     *     room for
     */
    public Duration restAfter(Duration worked, long others) {
        if (others <= 0) {
            return Duration.ZERO;
        }
        Duration rest = Duration.ofNanos((long) (worked.toNanos() * (1 - busyShare) / busyShare));
        return rest.compareTo(longestRest) < 0 ? rest : longestRest;
    }
}
