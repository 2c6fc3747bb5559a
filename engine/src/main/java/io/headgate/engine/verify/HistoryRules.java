package io.headgate.engine.verify;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.Account;
import io.headgate.recovery.intent.SourcePartition;
import java.util.List;
import java.util.Optional;

/** What must hold within one graph version, and between two of which one follows the other. Pure. */
final class HistoryRules {

    private static final String BY_HAND =
            "It was changed by hand, or written by a Headgate with an error: restore it from a copy, or report this.";

    private final Findings out;

    HistoryRules(Findings out) {
        this.out = out;
    }

    /** What a graph version says by itself. */
    void within(GraphManifest manifest) {
        long number = manifest.version().number();
        Optional<GraphVersion> parent = number == 1 ? Optional.empty() : Optional.of(new GraphVersion(number - 1));
        if (!manifest.parent().equals(parent)) {
            problem(
                    Check.VERSIONS,
                    manifest,
                    "graph version " + number + " says that it was built on "
                            + manifest.parent().map(GraphVersion::toString).orElse("nothing"));
        }
        out.count(Check.ACCOUNTS, "versions", 1);
        balance("account", manifest.account(), manifest);
        balance("sum of accounts", manifest.totals(), manifest);
        if (number == 1 && !manifest.totals().equals(manifest.account())) {
            problem(Check.ACCOUNTS, manifest, "the sum of accounts of the first version is not its account");
        }
        deadLetters(manifest);
    }

    /**
     * That within an epoch no partition goes back, becomes another one or is forgotten, whatever is between the two, and that
     * an epoch begins in a version that changes offsets deliberately only. Where versions between the two are not kept, one of
     * them may have done so.
     */
    void offsets(GraphManifest older, GraphManifest newer) {
        boolean mayBegin = newer.operation().equals(GraphManifest.OFFSETS)
                || newer.version().number() > older.version().number() + 1;
        for (SourceOffset source : older.sources()) {
            out.count(Check.OFFSETS, "steps", 1);
            SourcePartition partition = source.partition();
            Optional<SourceOffset> now = newer.source(partition.topic(), partition.partition());
            boolean goesOn = now.isPresent()
                    && (now.get().epoch() == source.epoch()
                            ? now.get().partition().equals(partition)
                                    && now.get().nextOffset() >= source.nextOffset()
                            : now.get().epoch() > source.epoch() && mayBegin);
            if (!goesOn) {
                problem(
                        Check.OFFSETS,
                        newer,
                        "graph version " + newer.version() + " (" + newer.operation() + ") "
                                + now.map(found -> "contains " + said(found)).orElse("does not know " + partition)
                                + ", but version " + older.version() + " contained " + said(source));
            }
        }
    }

    private static String said(SourceOffset source) {
        SourcePartition partition = source.partition();
        return partition + " of topic id " + partition.topicId() + " up to offset " + source.nextOffset() + " in epoch "
                + source.epoch();
    }

    /** That the sums go on. Only for a version and the very next one. */
    void totals(GraphManifest older, GraphManifest newer) {
        Account expected = older.totals().plus(newer.account());
        if (!newer.totals().equals(expected)) {
            problem(
                    Check.ACCOUNTS,
                    newer,
                    "the sum of accounts is " + newer.totals() + ", but that of version " + older.version()
                            + " and this one's account are " + expected);
        }
    }

    /** That what is given up is never taken back, and that versions which are to change one thing only do. Only for neighbours. */
    void nothingElse(GraphManifest older, GraphManifest newer) {
        boolean cleanup = newer.operation().equals(GraphManifest.CLEANUP);
        int change = newer.oldest().compareTo(older.oldest());
        if (change < 0 || change > 0 && !cleanup) {
            problem(
                    Check.VERSIONS,
                    newer,
                    "graph version " + newer.version() + " (" + newer.operation() + ") says that versions from "
                            + newer.oldest() + " on can be counted on, but version " + older.version() + " said "
                            + older.oldest());
        }
        if (cleanup && !newer.pinsTheSameAs(older)
                || newer.operation().equals(GraphManifest.OPTIMIZE)
                        && !contents(newer).equals(contents(older))) {
            problem(
                    Check.VERSIONS,
                    newer,
                    "graph version " + newer.version() + " (" + newer.operation() + ") changes tables");
        }
        boolean quiet = cleanup || newer.operation().equals(GraphManifest.OPTIMIZE);
        if (quiet
                && !(newer.sources().equals(older.sources())
                        && newer.schema().equals(older.schema())
                        && newer.account().equals(Account.EMPTY))) {
            problem(
                    Check.VERSIONS,
                    newer,
                    "graph version " + newer.version() + " (" + newer.operation()
                            + ") changes offsets, the schema or the account");
        }
    }

    /** What readers see of the tables. */
    private static List<List<Object>> contents(GraphManifest manifest) {
        return manifest.tables().stream()
                .map(pin -> List.<Object>of(pin.id(), pin.incarnation(), pin.path(), pin.rows(), pin.content()))
                .toList();
    }

    private void balance(String what, Account account, GraphManifest manifest) {
        if (!account.balances()) {
            problem(Check.ACCOUNTS, manifest, "the " + what + " does not balance: " + account);
        }
    }

    private void deadLetters(GraphManifest manifest) {
        out.count(Check.DEAD_LETTERS, "versions", 1);
        long rows = manifest.table(TableKind.SYSTEM, GraphManifest.DEAD_LETTERS)
                .map(TablePin::rows)
                .orElse(0L);
        long counted = manifest.totals().deadLettered();
        if (rows != counted) {
            problem(
                    Check.DEAD_LETTERS,
                    manifest,
                    "the dead-letter table has " + rows + " rows in graph version " + manifest.version() + ", but "
                            + counted + " records were counted as dead-lettered");
        }
    }

    private void problem(Check check, GraphManifest manifest, String message) {
        out.problem(
                check,
                Problem.ofVersion(
                        GraphKeys.version(manifest.branch(), manifest.version()).path(),
                        manifest.version().number(),
                        message,
                        BY_HAND));
    }
}
