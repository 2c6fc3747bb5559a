package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.intent.Account;
import java.util.List;
import java.util.Set;

/** Exactly once, looked at from outside: the graph is what its whole log makes of it, and its accounts agree. */
final class ExactGraph {

    private static final int MOST_VERSIONS = 100_000;

    private ExactGraph() {}

    /** Gives all versions, newest first. */
    static List<GraphManifest> require(Scenario scenario) {
        ReplayedLog log = ReplayedLog.of(scenario);
        assertThat(scenario.people()).isEqualTo(log.people);
        assertThat(scenario.follows()).isEqualTo(log.follows);
        List<String> letters = scenario.deadLetters().stream()
                .map(letter -> letter.get("topic") + "/" + letter.get("partition") + "/" + letter.get("offset"))
                .toList();
        assertThat(letters).hasSameSizeAs(log.deadLetters);
        assertThat(Set.copyOf(letters)).isEqualTo(log.deadLetters);
        assertThat(scenario.offsets()).isEqualTo(log.offsets);

        List<GraphManifest> versions = scenario.history(MOST_VERSIONS);
        Account totals = versions.get(0).totals();
        assertThat(totals.polled()).isEqualTo(log.records);
        assertThat(totals.deadLettered()).isEqualTo(log.deadLetters.size());
        assertThat(versions).allMatch(version -> version.account().balances());
        assertThat(versions.stream().map(GraphManifest::account).reduce(Account.EMPTY, Account::plus))
                .isEqualTo(totals);
        return versions;
    }
}
