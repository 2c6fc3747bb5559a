package io.headgate.bench.maintain;

import io.headgate.engine.write.WriteResult;

/**
 * One write.
 *
 * @param seconds that it took as its caller sees it
 * @param stageSeconds of that, before it is armed: nothing that others do to the graph can hold that up, only what they take of the
 *     machine
 * @param met whether maintenance published something or held the turn meanwhile, so that the write was not the first to try for its
 *     graph version, passed others by, or had to restore
 * @param restores how often it had to restore
 */
record WriteObserved(double seconds, double stageSeconds, boolean met, long restores) {

    private static final double NANOS = 1e9;

    static WriteObserved of(WriteResult result, long nanos) {
        return new WriteObserved(
                nanos / NANOS,
                result.times().stage().toNanos() / NANOS,
                result.passedVersions() > 0 || result.attempts() > 1 || result.restores() > 0,
                result.restores());
    }

    /** All that is not staging. */
    double protocolSeconds() {
        return seconds - stageSeconds;
    }
}
