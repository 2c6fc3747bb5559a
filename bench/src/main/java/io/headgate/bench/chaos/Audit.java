package io.headgate.bench.chaos;

import io.headgate.bench.chaos.Contents.Tally;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.verify.CheckResult;
import io.headgate.engine.verify.Verification;
import io.headgate.engine.verify.VerificationReport;
import io.headgate.engine.verify.VerifyLimits;
import io.headgate.engine.verify.VerifyRequest;
import io.headgate.recovery.intent.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the graph is found to be when all is over.
 *
 * @param records of the log
 * @param versions of the graph
 * @param accounts whether the accounts of all versions agree with each other and with the log
 * @param verified whether a deep verification holds
 * @param problems what is wrong, in words
 */
record Audit(
        long records,
        int versions,
        long recoveries,
        Duration longestGap,
        Tally tally,
        boolean accounts,
        boolean verified,
        List<String> problems) {

    /** Compares the graph with the log, with its own history, and with what verification knows. */
    static Audit of(GraphPlace place, LogReader log, GraphReader graph) {
        Contents expected = log.replay();
        Contents actual = graph.contents();
        List<GraphManifest> history = graph.history();
        Tally tally = Contents.compare(expected, actual);
        List<String> problems = new ArrayList<>(tally.examples());

        boolean accounts = accountsAgree(expected, history, problems);
        if (!expected.offsets().equals(actual.offsets())) {
            accounts = false;
            problems.add("offsets are " + actual.offsets() + ", the log ends at " + expected.offsets());
        }
        VerificationReport verification = Verification.of(
                place.location(), place.settings(), new VerifyRequest(true, Set.of("Follows"), VerifyLimits.DEFAULT));
        for (CheckResult check : verification.checks()) {
            check.problems().forEach(problem -> problems.add("verify: " + problem));
        }
        return new Audit(
                expected.records(),
                history.size(),
                graph.recoveries(),
                longestGap(history),
                tally,
                accounts,
                verification.holds(),
                problems);
    }

    boolean isExact() {
        return tally.isExact() && accounts && verified;
    }

    private static boolean accountsAgree(Contents expected, List<GraphManifest> history, List<String> problems) {
        int before = problems.size();
        Account totals = history.get(0).totals();
        Account sum = history.stream().map(GraphManifest::account).reduce(Account.EMPTY, Account::plus);
        if (!sum.equals(totals)) {
            problems.add("the accounts of all versions sum up to " + sum + ", the totals are " + totals);
        }
        history.stream()
                .filter(version -> !version.account().balances())
                .forEach(version -> problems.add("version " + version.version() + " does not balance"));
        if (totals.polled() != expected.records()) {
            problems.add(totals.polled() + " records were polled, the log has " + expected.records());
        }
        if (totals.deadLettered() != expected.deadLetters().size()) {
            problems.add(totals.deadLettered() + " dead letters are accounted for, the log has "
                    + expected.deadLetters().size());
        }
        return problems.size() == before;
    }

    /** Between versions that moved offsets, the first of them aside. */
    private static Duration longestGap(List<GraphManifest> newestFirst) {
        Duration longest = Duration.ZERO;
        for (int newer = 0; newer + 1 < newestFirst.size(); newer++) {
            GraphManifest older = newestFirst.get(newer + 1);
            if (older.sources().isEmpty()) {
                break;
            }
            Duration gap =
                    Duration.between(older.committedAt(), newestFirst.get(newer).committedAt());
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        return longest;
    }
}
