package io.headgate.ingest.cli;

import io.headgate.engine.verify.CheckResult;
import io.headgate.engine.verify.Problem;
import io.headgate.engine.verify.VerificationReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code verify} prints. The names of the components, in snake_case, are part of the interface.
 *
 * @param graph directory of the graph
 * @param version the newest graph version that could be read
 * @param deep whether every row was read
 * @param holds whether there is no problem
 */
record VerifyReport(String graph, @Nullable Long version, boolean deep, boolean holds, List<Checked> checks) {

    /** One check. */
    record Checked(
            String check,
            String verdict,
            Map<String, Long> counts,
            List<Found> problems,
            long moreProblems,
            List<String> notes) {

        static Checked of(CheckResult result) {
            return new Checked(
                    result.check().label(),
                    Json.word(result.verdict()),
                    result.counts(),
                    result.problems().stream().map(Found::of).toList(),
                    result.moreProblems(),
                    result.notes());
        }

        /** The first number, and those of the others that say something. */
        private String lookedAt() {
            List<String> parts = new ArrayList<>();
            counts.forEach((name, number) -> {
                if (parts.isEmpty() || number != 0) {
                    parts.add(number + " " + name.replace('_', ' '));
                }
            });
            return String.join(", ", parts);
        }
    }

    /** One problem. */
    record Found(
            String kind,
            String object,
            @Nullable String table,
            @Nullable Long version,
            String message,
            String advice) {

        static Found of(Problem problem) {
            return new Found(
                    Json.word(problem.kind()),
                    problem.object(),
                    problem.table().orElse(null),
                    problem.version().orElse(null),
                    problem.message(),
                    problem.advice());
        }

        private String where() {
            return table == null ? object : "table " + table + " at version " + version + " (" + object + ")";
        }
    }

    static VerifyReport of(String graph, VerificationReport report) {
        return new VerifyReport(
                graph,
                report.version().orElse(null),
                report.deep(),
                report.holds(),
                report.checks().stream().map(Checked::of).toList());
    }

    /** For people. */
    void print(PrintWriter out) {
        out.println("Graph " + graph + (version == null ? "" : " at version " + version) + ": "
                + (holds ? "everything holds." : "there are problems."));
        out.println();
        TextTable.print(
                out,
                List.of("check", "verdict", "looked at"),
                checks.stream()
                        .map(check -> List.of(check.check(), check.verdict(), check.lookedAt()))
                        .toList());
        checks.forEach(check -> check.notes().forEach(note -> {
            out.println();
            out.println("note, " + check.check() + ": " + note);
        }));
        checks.forEach(check -> print(check, out));
    }

    private static void print(Checked check, PrintWriter out) {
        for (Found problem : check.problems()) {
            out.println();
            out.println("PROBLEM, " + check.check() + ": " + problem.where() + ": " + problem.message());
            out.println("  " + problem.advice());
        }
        if (check.moreProblems() > 0) {
            out.println();
            out.println("PROBLEM, " + check.check() + ": and " + check.moreProblems() + " more.");
        }
    }
}
