package io.headgate.engine.write;

import io.headgate.engine.content.ContentFingerprint;
import io.headgate.engine.content.RepeatedIds;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.write.RepairReport.TableRepair;
import io.headgate.recovery.decide.DriftLineage;
import io.headgate.recovery.decide.Movement;
import io.headgate.recovery.decide.RepairAction;
import io.headgate.recovery.decide.RepairChoice;
import io.headgate.recovery.decide.RepairFacts;
import io.headgate.recovery.decide.RepairFacts.Comparison;
import io.headgate.recovery.decide.TableFinding;
import io.headgate.recovery.decide.TableShape;
import io.headgate.recovery.error.CorruptState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds out what repair decides by. Reads only. Whole tables are read for it; versions never change, so what was found is
 * kept, and a repair that loses a race does not read them again.
 */
final class Examination {

    private final WriteContext context;
    private final Map<Version, ContentFingerprint> fingerprints = new HashMap<>();
    private final Map<Version, RepeatedIds> repeated = new HashMap<>();

    Examination(WriteContext context) {
        this.context = context;
    }

    private record Version(TablePath path, long version) {}

    /**
     * Every table that only a person can judge.
     *
     * @param forTheForced whether to look at what adopting as it is would bring
     */
    List<TableRepair> examine(GraphManifest newest, boolean forTheForced) {
        return newest.tables().stream()
                .flatMap(pin -> examine(pin, forTheForced).stream())
                .toList();
    }

    private Optional<TableRepair> examine(TablePin pin, boolean forTheForced) {
        TableFinding finding = context.probe().find(pin, List.of());
        if (!finding.shape().needsAPerson()) {
            return Optional.empty();
        }
        if (finding.shape() != TableShape.FOREIGN) {
            return Optional.of(beyondRepair(pin, finding, List.of(), finding.reason()));
        }
        PinnedTable pinned = context.open().at(pin);
        List<Movement> movements = context.history().after(pinned, finding.head());
        DriftLineage lineage = new DriftLineage(pin.version(), movements);
        Optional<Comparison> comparison;
        try {
            comparison = RepairFacts.needsComparison(lineage)
                    ? Optional.of(compare(pinned, finding.head()))
                    : Optional.empty();
        } catch (CorruptState e) {
            return Optional.of(beyondRepair(pin, finding, movements, String.valueOf(e.getMessage())));
        }
        OptionalLong foreign = forTheForced ? lineage.newestForeign() : OptionalLong.empty();
        RepairFacts facts = new RepairFacts(
                pin.version(),
                finding.head(),
                movements,
                comparison,
                foreign.isPresent() ? obstacle(pinned, foreign.getAsLong()) : Optional.empty());
        RepairChoice forced = RepairChoice.of(facts, true);
        return Optional.of(new TableRepair(
                finding,
                pin.path().value(),
                movements,
                RepairChoice.of(facts, false),
                forced,
                forTheForced && forced.action() == RepairAction.ADOPT_AS_IS
                        ? repeated(pin, forced.content())
                        : Optional.empty()));
    }

    private TableRepair beyondRepair(TablePin pin, TableFinding finding, List<Movement> movements, String reason) {
        RepairChoice none = RepairChoice.none(
                pin.version(),
                reason + ". Put the files of " + pin.path()
                        + " back from a copy of the graph; what is missing cannot be made " + "again");
        return new TableRepair(finding, pin.path().value(), movements, none, none, Optional.empty());
    }

    /** @throws CorruptState when the pinned version cannot be read */
    private Comparison compare(PinnedTable pinned, long head) {
        String versions = "version " + head + " and version " + pinned.version();
        ContentFingerprint theirs;
        try (PinnedTable table = open(pinned.path(), head)) {
            if (!table.schema().equals(pinned.schema())) {
                return new Comparison(false, versions + " have different columns");
            }
            if (table.rowCount() != pinned.rowCount()) {
                return new Comparison(
                        false,
                        "version " + head + " has " + table.rowCount() + " rows, version " + pinned.version() + " has "
                                + pinned.rowCount());
            }
            theirs = fingerprint(table);
        } catch (CorruptState e) {
            return new Comparison(false, "version " + head + " cannot be read: " + e.getMessage());
        }
        return theirs.equals(fingerprint(pinned))
                ? new Comparison(true, versions + " hold the same " + pinned.rowCount() + " rows")
                : new Comparison(false, versions + " hold different rows");
    }

    /** Why a version cannot be published as it is. */
    private Optional<String> obstacle(PinnedTable pinned, long version) {
        try (PinnedTable table = open(pinned.path(), version)) {
            if (!table.schema().equals(pinned.schema())) {
                return Optional.of("its columns are not those of the graph's schema");
            }
            fingerprint(table);
            return Optional.empty();
        } catch (CorruptState e) {
            return Optional.of("it cannot be read: " + e.getMessage());
        }
    }

    private ContentFingerprint fingerprint(PinnedTable table) {
        return fingerprints.computeIfAbsent(
                new Version(table.path(), table.version()), version -> ContentFingerprint.of(table));
    }

    private Optional<RepeatedIds> repeated(TablePin pin, long version) {
        if (pin.kind() == TableKind.SYSTEM) {
            return Optional.empty();
        }
        return Optional.of(repeated.computeIfAbsent(new Version(pin.path(), version), key -> {
            try (PinnedTable table = open(pin.path(), version)) {
                return RepeatedIds.in(table);
            }
        }));
    }

    private PinnedTable open(TablePath path, long version) {
        return context.environment().tables().open(path, version);
    }
}
