package io.headgate.engine.simulation;

/**
 * How much of what happened, to judge whether schedules are rich.
 *
 * @param steps calls to seams
 * @param switches how often another actor went on
 * @param versions graph versions published after the first
 * @param crashes actors that died in the middle of something
 * @param sleeps actors that paused for many steps right before a call
 * @param failures calls that had no effect and no answer
 * @param lostAnswers calls whose answer was lost
 * @param lateEffects calls whose effect came after the caller had given up
 * @param garbledReads reads that gave garbled content
 * @param conflicts operations that ended with a conflict
 * @param loads loads that became visible
 * @param rewinds deliberate changes of an offset
 * @param optimizations graph versions that changed the shape of tables
 * @param cleanups runs that removed graph versions
 * @param holds graph versions that were held
 * @param putsForNothing puts of a version under a number that was free because what had it was removed
 * @param recoveries intents that were settled by another one than their writer, or by their writer later
 * @param longestCalm the most steps that it took to come to an end after nothing went wrong any more
 * @param waits for each write that was published while its writer waited for that, how many graph versions others had published
 *     since it was armed, those that came while its writer slept not counted
 */
public record Statistics(
        long steps,
        long switches,
        long versions,
        long crashes,
        long sleeps,
        long failures,
        long lostAnswers,
        long lateEffects,
        long garbledReads,
        long conflicts,
        long loads,
        long rewinds,
        long optimizations,
        long cleanups,
        long holds,
        long putsForNothing,
        long recoveries,
        long longestCalm,
        Histogram waits) {

    public static final Statistics NONE =
            new Statistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Histogram.NONE);

    public Statistics plus(Statistics other) {
        return new Statistics(
                steps + other.steps,
                switches + other.switches,
                versions + other.versions,
                crashes + other.crashes,
                sleeps + other.sleeps,
                failures + other.failures,
                lostAnswers + other.lostAnswers,
                lateEffects + other.lateEffects,
                garbledReads + other.garbledReads,
                conflicts + other.conflicts,
                loads + other.loads,
                rewinds + other.rewinds,
                optimizations + other.optimizations,
                cleanups + other.cleanups,
                holds + other.holds,
                putsForNothing + other.putsForNothing,
                recoveries + other.recoveries,
                Math.max(longestCalm, other.longestCalm),
                waits.plus(other.waits));
    }
}
