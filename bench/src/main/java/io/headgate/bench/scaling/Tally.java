package io.headgate.bench.scaling;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.id.IntentId;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/** Works out what happened from the graph's own history and from when things were seen at the seams. Pure. */
final class Tally {

    private static final int SIGNIFICANT_DIGITS = 3;

    private Tally() {}

    static Histogram histogram() {
        return new Histogram(SIGNIFICANT_DIGITS);
    }

    /** @param history all graph versions; those that were there between the two moments count */
    static ScalingResult of(
            ScalingCase measured, List<GraphManifest> history, Sightings seen, Moment begin, Moment end, long givenUp) {
        Histogram commit = histogram();
        long records = 0;
        long versions = 0;
        long batches = 0;
        for (GraphManifest version : history) {
            OptionalLong published = seen.published(version.version());
            if (published.isPresent() && isWithin(published.getAsLong(), begin, end)) {
                versions++;
                records += version.account().polled();
                batches += version.intents().size();
                for (IntentId intent : version.intents()) {
                    seen.armed(intent).ifPresent(armed -> commit.recordValue(published.getAsLong() - armed));
                }
            }
        }
        return new ScalingResult(
                measured,
                (end.nanos() - begin.nanos()) / 1e9,
                records,
                versions,
                batches,
                end.callsSince(begin),
                (end.cpuNanos() - begin.cpuNanos()) / 1e9,
                givenUp,
                Latency.of(commit));
    }

    private static boolean isWithin(long nanos, Moment begin, Moment end) {
        return nanos - begin.nanos() >= 0 && nanos - end.nanos() < 0;
    }
}
