package io.headgate.engine.simulation;

import io.headgate.engine.simulation.SeamCall.Kind;
import java.util.Random;

/**
 * How likely what is, for one schedule. Each trouble is absent from some schedules and frequent in others, because schedules
 * in which everything happens at once hide what needs a few quiet steps.
 *
 * @param hurry chance in a thousand, at each call, that somebody else goes on
 * @param crash chance in ten thousand that a call is the actor's last
 * @param sleep the same that the actor falls asleep right before a call
 * @param fail the same that nothing happens and nobody answers
 * @param lose the same that only the answer is missing
 * @param late the same that the effect comes when nobody waits for it any more
 * @param garble the same that content is read garbled
 */
record Weather(int hurry, int crash, int sleep, int fail, int lose, int late, int garble) {

    /** Nothing goes wrong, and at each call somebody else goes on. */
    static final Weather INTERLEAVED = new Weather(1000, 0, 0, 0, 0, 0, 0);

    private static final int EFFECTS_ARE_RARER = 4;
    private static final int UNIT = 10_000;

    static Weather of(Random random) {
        return new Weather(
                pick(random, 50, 200, 500, 1000),
                pick(random, 0, 20, 60, 120),
                pick(random, 0, 40, 120, 240),
                pick(random, 0, 0, 30, 100),
                pick(random, 0, 30, 100, 250),
                pick(random, 0, 0, 50, 150),
                pick(random, 0, 0, 0, 40));
    }

    /** Nothing goes wrong, and everybody gets his turn. */
    Weather calm() {
        return new Weather(hurry, 0, 0, 0, 0, 0, 0);
    }

    private static int pick(Random random, int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    boolean hurries(Random random) {
        return hurry == 1000 || random.nextInt(1000) < hurry;
    }

    boolean fallsAsleep(SeamCall call, Random random) {
        return sleep > 0 && random.nextInt(UNIT) < scaled(sleep, call);
    }

    Fate fate(SeamCall call, Random random) {
        if (crash + fail + lose + late + garble == 0) {
            return Fate.PROCEED;
        }
        boolean effect = call.kind() == Kind.EFFECT;
        boolean writes = effect || call.kind() == Kind.STAGE;
        int die = random.nextInt(UNIT);
        die -= scaled(crash, call);
        if (die < 0) {
            return writes ? crashing(effect, random) : Fate.CRASH_BEFORE;
        }
        die -= fail;
        if (die < 0) {
            return Fate.FAIL;
        }
        die -= writes ? lose : 0;
        if (die < 0) {
            return Fate.LOSE_ANSWER;
        }
        die -= effect ? late : 0;
        if (die < 0) {
            return Fate.LATE;
        }
        die -= call.kind() == Kind.CONTENT ? garble : 0;
        return die < 0 ? Fate.GARBLE : Fate.PROCEED;
    }

    private Fate crashing(boolean effect, Random random) {
        if (effect && late > 0 && random.nextInt(4) == 0) {
            return Fate.CRASH_LATE;
        }
        return random.nextBoolean() ? Fate.CRASH_AFTER : Fate.CRASH_BEFORE;
    }

    private static int scaled(int chance, SeamCall call) {
        return call.kind() == Kind.EFFECT ? chance * EFFECTS_ARE_RARER : chance;
    }
}
