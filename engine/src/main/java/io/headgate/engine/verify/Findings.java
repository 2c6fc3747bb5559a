package io.headgate.engine.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what is found, check by check. Not thread-safe. */
final class Findings {

    private final int mostProblems;
    private final Map<Check, Tally> tallies = new EnumMap<>(Check.class);

    /** @param mostProblems to keep for each check; further ones are only counted */
    Findings(int mostProblems) {
        this.mostProblems = mostProblems;
    }

    /** The check is made, also when it finds nothing to look at. */
    void begin(Check check) {
        tally(check);
    }

    boolean hasProblem(Check check) {
        return tallies.containsKey(check) && !tally(check).problems.isEmpty();
    }

    void count(Check check, String name, long more) {
        tally(check).counts.merge(name, more, Long::sum);
    }

    void problem(Check check, Problem problem) {
        Tally tally = tally(check);
        if (tally.problems.size() < mostProblems) {
            tally.problems.add(problem);
        } else {
            tally.moreProblems++;
        }
    }

    void note(Check check, String note) {
        tally(check).notes.add(note);
    }

    void add(CheckResult result) {
        result.counts().forEach((name, more) -> count(result.check(), name, more));
        result.problems().forEach(problem -> problem(result.check(), problem));
        result.notes().forEach(note -> note(result.check(), note));
        tally(result.check()).moreProblems += result.moreProblems();
    }

    List<CheckResult> results() {
        List<CheckResult> results = new ArrayList<>();
        tallies.forEach((check, tally) -> results.add(new CheckResult(
                check, new LinkedHashMap<>(tally.counts), tally.problems, tally.moreProblems, tally.notes)));
        return results;
    }

    private Tally tally(Check check) {
        return tallies.computeIfAbsent(check, first -> new Tally());
    }

    private static final class Tally {
        private final Map<String, Long> counts = new LinkedHashMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private long moreProblems;
    }
}
