package io.headgate.engine.simulation;

import io.headgate.engine.simulation.SourceLog.Kind;
import io.headgate.engine.simulation.SourceLog.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the callers of loads were told, and which loads are visible: no source can replay a load, so its outcome must be exact. */
final class LoadLedger {

    private static final String PREFIX = "load";

    private final Scheduler scheduler;
    private final Map<String, Load> loads = new TreeMap<>();
    private Set<String> visible = new TreeSet<>();

    LoadLedger(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** What its caller knows. */
    enum Outcome {
        OPEN("still being written, or its outcome is unknown"),
        WRITTEN("reported as written"),
        REFUSED("reported as a conflict");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }
    }

    private static final class Load {
        private final int rows;
        private Outcome outcome = Outcome.OPEN;

        Load(int rows) {
            this.rows = rows;
        }
    }

    /** Rows of a load that nobody has written before. */
    List<SourceRecord> open(String name, int people, int follows) {
        loads.put(name, new Load(people + follows));
        List<SourceRecord> rows = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            rows.add(new SourceRecord(Kind.SET, name + "/" + i, name));
        }
        for (int i = people; i < people + follows; i++) {
            rows.add(new SourceRecord(Kind.CONNECT, name + "/" + i, name + ">" + name));
        }
        return rows;
    }

    static String name(String role, int number) {
        return PREFIX + role + "." + number;
    }

    static boolean isRowOfLoad(String id) {
        return id.startsWith(PREFIX);
    }

    void written(String name) {
        load(name).outcome = Outcome.WRITTEN;
        if (!visible.contains(name)) {
            throw scheduler.violated(
                    "a load that was reported as written is visible", name + " among the visible loads", visible);
        }
    }

    void refused(String name) {
        load(name).outcome = Outcome.REFUSED;
        if (visible.contains(name)) {
            throw scheduler.violated(
                    "a load that was reported as a conflict is not visible", name + " not visible", visible);
        }
    }

    /**
     * A graph version shows these loads.
     *
     * @param rowsOfLoads for each load, how many of its rows
     * @return how many rows came with loads that were not visible before
     */
    long published(String version, Map<String, Integer> rowsOfLoads) {
        for (Map.Entry<String, Load> entry : loads.entrySet()) {
            check(version, entry.getKey(), entry.getValue(), rowsOfLoads.getOrDefault(entry.getKey(), 0));
        }
        long added = rowsOfLoads.entrySet().stream()
                .filter(entry -> !visible.contains(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        visible = new TreeSet<>(rowsOfLoads.keySet());
        return added;
    }

    private void check(String version, String name, Load load, int rows) {
        if (rows != 0 && rows != load.rows) {
            throw scheduler.violated(
                    "a load is visible as a whole (" + name + " in " + version + ")",
                    load.rows + " rows or none",
                    rows + " rows");
        }
        boolean mustBeThere = load.outcome == Outcome.WRITTEN || visible.contains(name);
        if (mustBeThere && rows == 0) {
            throw scheduler.violated(
                    "a load stays visible (" + name + " in " + version + ", " + load.outcome.text + ")",
                    load.rows + " rows",
                    "none");
        }
        if (load.outcome == Outcome.REFUSED && rows > 0) {
            throw scheduler.violated(
                    "a load that was reported as a conflict never becomes visible (" + name + " in " + version + ")",
                    "no rows",
                    rows + " rows");
        }
    }

    int visibleCount() {
        return visible.size();
    }

    private Load load(String name) {
        return loads.getOrDefault(name, new Load(0));
    }
}
