package io.headgate.engine.verify;

import io.headgate.recovery.error.FailureKind;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about a graph.
 *
 * @param location of the graph
 * @param version the newest graph version that could be read
 * @param deep whether every row was read
 * @param checks in the order of {@link Check}
 */
public record VerificationReport(String location, Optional<Long> version, boolean deep, List<CheckResult> checks) {

    public VerificationReport {
        checks = List.copyOf(checks);
    }

    /** Whether everything holds. */
    public boolean holds() {
        return checks.stream().noneMatch(check -> check.verdict() == Verdict.PROBLEM);
    }

    /**
     * What kind of failure the problems are for a process that has to leave: {@code STORAGE} when anything cannot be read or
     * contradicts something else, {@code CONFLICT} when all that is wrong is that other hands moved tables.
     */
    public Optional<FailureKind> failure() {
        List<FailureKind> kinds = checks.stream()
                .flatMap(check -> check.problems().stream())
                .map(Problem::kind)
                .distinct()
                .toList();
        return kinds.contains(FailureKind.STORAGE)
                ? Optional.of(FailureKind.STORAGE)
                : kinds.stream().findFirst();
    }

    /** The result of a check; empty when it was not made. */
    public Optional<CheckResult> of(Check check) {
        return checks.stream().filter(result -> result.check() == check).findFirst();
    }
}
