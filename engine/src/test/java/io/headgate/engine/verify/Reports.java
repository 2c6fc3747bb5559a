package io.headgate.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.recovery.error.FailureKind;

/** What tests say about reports. */
final class Reports {

    private Reports() {}

    static void assertHolds(VerificationReport report) {
        assertThat(report.checks())
                .as("checks")
                .allSatisfy(check -> assertThat(check.problems())
                        .as("problems of %s", check.check())
                        .isEmpty());
        assertThat(report.holds()).isTrue();
        assertThat(report.failure()).isEmpty();
    }

    /** That there is exactly one problem. */
    static Problem onlyProblem(VerificationReport report, Check check, FailureKind kind) {
        assertThat(report.checks().stream()
                        .filter(result -> result.verdict() == Verdict.PROBLEM)
                        .map(CheckResult::check))
                .as("checks with problems in %s", report)
                .containsExactly(check);
        CheckResult found = report.of(check).orElseThrow();
        assertThat(found.problems()).as("problems of %s", check).hasSize(1);
        Problem problem = found.problems().get(0);
        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.advice()).isNotBlank();
        assertThat(report.failure()).contains(kind);
        assertThat(report.holds()).isFalse();
        return problem;
    }

    static long count(VerificationReport report, Check check, String name) {
        return report.of(check).orElseThrow().counts().getOrDefault(name, -1L);
    }

    static String notes(VerificationReport report, Check check) {
        return String.join("\n", report.of(check).orElseThrow().notes());
    }
}
