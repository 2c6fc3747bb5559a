package io.headgate.engine.verify;

import java.util.List;
import java.util.Map;

/**
 * What one check came to.
 *
 * @param counts how much was looked at, and how much of it was what, by names in snake_case
 * @param problems where it does not hold; the first few of them
 * @param moreProblems how many problems there are beyond those
 * @param notes what a person may want to know
 */
public record CheckResult(
        Check check, Map<String, Long> counts, List<Problem> problems, long moreProblems, List<String> notes) {

    public CheckResult {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    public Verdict verdict() {
        if (!problems.isEmpty()) {
            return Verdict.PROBLEM;
        }
        return notes.isEmpty() ? Verdict.OK : Verdict.NOTE;
    }
}
