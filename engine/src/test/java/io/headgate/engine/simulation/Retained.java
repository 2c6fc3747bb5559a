package io.headgate.engine.simulation;

import io.headgate.engine.cleanup.Hold;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.memory.TableReader;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.HoldId;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Watches over what must not be removed: every version from the oldest on that can be counted on, and every one from a held
 * version on, with all that they name.
 */
final class Retained {

    private final Scheduler scheduler;
    private final Clock clock;
    private final TableReader tables;
    private final Map<GraphVersion, GraphManifest> history = new HashMap<>();
    private final Map<HoldId, Hold> holds = new HashMap<>();

    Retained(Scheduler scheduler, Clock clock, TableReader tables, GraphManifest first) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.tables = tables;
        this.history.put(first.version(), first);
    }

    void published(GraphManifest parent, GraphManifest version) {
        history.put(version.version(), version);
        boolean cleanup = version.operation().equals(GraphManifest.CLEANUP);
        if (!cleanup || version.oldest().compareTo(parent.oldest()) < 0) {
            scheduler.require(
                    "graph version " + version.version() + " (" + version.operation()
                            + ") gives up what its parent does",
                    parent.oldest(),
                    version.oldest());
        }
        if (cleanup) {
            scheduler.require("a cleanup changes no table", true, version.pinsTheSameAs(parent));
            scheduler.require("a cleanup changes no offset", parent.sources(), version.sources());
        }
    }

    void requireReal(GraphManifest reported) {
        GraphManifest real = history.get(reported.version());
        scheduler.require(
                "version " + reported.version() + " that a writer was told of is the graph's",
                real == null ? "none" : real.commit(),
                reported.commit());
    }

    /** Whoever placed it was told that it holds. */
    void held(Hold hold) {
        holds.put(hold.id(), hold);
        for (GraphManifest manifest : history.values()) {
            if (manifest.version().compareTo(hold.version()) >= 0) {
                manifest.tables().forEach(pin -> requireWhole(manifest, pin));
            }
        }
    }

    void released(Hold hold) {
        holds.remove(hold.id());
    }

    void removed(GraphVersion version, GraphManifest newest) {
        scheduler.require(
                "graph version " + version + " is given up when it is removed",
                true,
                version.compareTo(needed(newest)) < 0);
    }

    void cleanedUp(TablePath path, GraphManifest newest) {
        for (GraphVersion version = needed(newest);
                version.compareTo(newest.version()) <= 0;
                version = version.next()) {
            GraphManifest manifest = history.get(version);
            manifest.tables().stream()
                    .filter(pin -> pin.path().equals(path))
                    .forEach(pin -> requireWhole(manifest, pin));
        }
    }

    private void requireWhole(GraphManifest manifest, TablePin pin) {
        scheduler.require(
                "version " + pin.version() + " of table " + pin.name() + ", which graph version " + manifest.version()
                        + " needs, is there",
                true,
                tables.isWhole(pin.path(), pin.version()));
    }

    private GraphVersion needed(GraphManifest newest) {
        return holds.values().stream()
                .filter(hold -> !hold.isExpired(clock.instant()))
                .map(Hold::version)
                .filter(held -> held.compareTo(newest.oldest()) < 0)
                .min(GraphVersion::compareTo)
                .orElse(newest.oldest());
    }
}
