package io.headgate.engine.simulation;

/** Counts what becomes {@link Statistics}. Touched by the holder of the baton only. */
final class Counters {

    long steps;
    long effects;
    long switches;
    long versions;
    long crashes;
    long sleeps;
    long failures;
    long lostAnswers;
    long lateEffects;
    long garbledReads;
    long conflicts;
    long loads;
    long rewinds;
    long optimizations;
    long cleanups;
    long holds;
    long putsForNothing;
    long recoveries;
    long calm;
    Histogram waits = Histogram.NONE;

    void count(Fate fate) {
        switch (fate) {
            case FAIL -> failures++;
            case LOSE_ANSWER -> lostAnswers++;
            case LATE -> lateEffects++;
            case GARBLE -> garbledReads++;
            case CRASH_BEFORE, CRASH_AFTER -> crashes++;
            case CRASH_LATE -> {
                crashes++;
                lateEffects++;
            }
            case PROCEED -> {}
        }
    }

    Statistics statistics() {
        return new Statistics(
                steps,
                switches,
                versions,
                crashes,
                sleeps,
                failures,
                lostAnswers,
                lateEffects,
                garbledReads,
                conflicts,
                loads,
                rewinds,
                optimizations,
                cleanups,
                holds,
                putsForNothing,
                recoveries,
                calm,
                waits);
    }
}
