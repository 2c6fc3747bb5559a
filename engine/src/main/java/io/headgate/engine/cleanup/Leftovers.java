package io.headgate.engine.cleanup;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.GraphVersions;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.id.GraphVersion;

/** Finds the oldest graph version that is still there: they are removed from the oldest on, so those that are there follow each other. */
final class Leftovers {

    private final GraphVersions versions;

    Leftovers(GraphVersions versions) {
        this.versions = versions;
    }

    /** Costs one look-up when nothing before the oldest that can be counted on is there. */
    GraphVersion oldestThere(GraphManifest newest) {
        long there = newest.oldest().number();
        long gone = 0;
        for (long step = 1; there > 1 && gone == 0; step *= 2) {
            long probe = Math.max(1, there - step);
            if (isThere(probe)) {
                there = probe;
            } else {
                gone = probe;
            }
        }
        while (there - gone > 1) {
            long middle = gone + (there - gone) / 2;
            if (isThere(middle)) {
                there = middle;
            } else {
                gone = middle;
            }
        }
        return new GraphVersion(there);
    }

    private boolean isThere(long number) {
        try {
            return versions.read(new GraphVersion(number)).isPresent();
        } catch (CorruptState damaged) {
            return true;
        }
    }
}
