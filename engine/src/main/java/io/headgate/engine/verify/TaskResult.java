package io.headgate.engine.verify;

import java.util.List;

/**
 * What a task found.
 *
 * @param ending whether it came to its end
 */
record TaskResult(List<CheckResult> results, Ending ending) {

    TaskResult {
        results = List.copyOf(results);
    }

    /** How a task ended. */
    enum Ending {
        /** It looked at everything, whatever it found. */
        DONE,
        /** The table could not be read; to go on with it would only say the same again. */
        FAILED,
        /** The process in which it ran is gone. */
        DIED
    }
}
