package io.headgate.engine.fault;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Makes every call that would be a request to an object store wait first, so that a local disk or memory takes as long to
 * answer as S3. Waits are from two thirds to five thirds of their mean, the shorter ones more likely: 20 to 50 milliseconds for
 * a mean of 30. A seed decides them, as far as the calls come in the same order.
 *
 * <p>The calling thread sleeps, and holds nothing while it does. Thread-safe.
 */
public final class SeamDelays implements FaultPlan {

    /** What costs no request: it only puts together what was written before. */
    private static final Set<SeamOperation> WITHOUT_REQUEST =
            EnumSet.of(SeamOperation.STAGE_APPEND, SeamOperation.STAGE_OVERWRITE);

    private final long meanNanos;
    private final Random random;

    /** @param mean zero for no waiting at all */
    public SeamDelays(Duration mean, long seed) {
        if (mean.isNegative()) {
            throw new IllegalArgumentException("a delay must not be negative, but is " + mean);
        }
        this.meanNanos = mean.toNanos();
        this.random = new Random(seed);
    }

    /** Whether the call would be one or more requests to an object store. */
    public static boolean isRequest(SeamCall call) {
        return !WITHOUT_REQUEST.contains(call.operation());
    }

    @Override
    public SeamFault faultOf(SeamCall call) {
        if (meanNanos == 0 || !isRequest(call)) {
            return SeamFault.NONE;
        }
        Duration wait = next();
        return SeamFault.before(waiting -> sleep(wait));
    }

    /** The next wait. */
    Duration next() {
        // The density falls in a straight line to zero, so the mean is at a third of the range.
        double position = 1 - Math.sqrt(1 - random.nextDouble());
        return Duration.ofNanos(Math.round(meanNanos * (2.0 / 3 + position)));
    }

    /** An interrupted caller goes on at once and stays interrupted. */
    private static void sleep(Duration wait) {
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
