package io.headgate.engine.write;

import io.headgate.engine.content.RepeatedIds;
import io.headgate.recovery.decide.Movement;
import io.headgate.recovery.decide.RepairChoice;
import io.headgate.recovery.decide.TableFinding;
import io.headgate.recovery.id.GraphVersion;
import java.util.List;
import java.util.Optional;

/**
 * What a repair found, decided and did, or would do.
 *
 * @param before the newest graph version when it began
 * @param after the newest graph version when it ended
 * @param recovered the recovery that came first
 * @param tables every table that only a person can judge
 * @param forced whether what other hands made was wanted
 * @param repairedIn the graph version that names the repaired tables; empty when nothing was, or was to be, repaired
 * @param settled the recovery that came last, for the writes that had waited for the repair; empty when there was no repair
 */
public record RepairReport(
        GraphVersion before,
        GraphVersion after,
        RecoveryReport recovered,
        List<TableRepair> tables,
        boolean forced,
        Optional<GraphVersion> repairedIn,
        Optional<RecoveryReport> settled) {

    public RepairReport {
        tables = List.copyOf(tables);
    }

    /**
     * One table.
     *
     * @param path its directory, relative to the graph
     * @param movements every version after the pin, in order
     * @param unforced what is right without force
     * @param forced what is right with it
     * @param repeated for content that would be adopted as it is with force, ids that are there more than once; empty when
     *     that was not looked at
     */
    public record TableRepair(
            TableFinding finding,
            String path,
            List<Movement> movements,
            RepairChoice unforced,
            RepairChoice forced,
            Optional<RepeatedIds> repeated) {

        public TableRepair {
            movements = List.copyOf(movements);
        }

        public RepairChoice choice(boolean force) {
            return force ? forced : unforced;
        }
    }
}
