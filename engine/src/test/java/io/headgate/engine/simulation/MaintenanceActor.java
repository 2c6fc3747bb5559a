package io.headgate.engine.simulation;

import io.headgate.engine.Graph;
import io.headgate.engine.maintain.Maintenance;
import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.TableReport;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.recovery.error.HeadgateException;
import java.util.Optional;
import java.util.Random;

/** Rewrites fragments and builds indexes while everybody else goes on. */
final class MaintenanceActor extends GraphActor {

    private int rounds;

    MaintenanceActor(String role, World world, Random random, int rounds) {
        super(role, world, random);
        this.rounds = rounds;
    }

    @Override
    boolean work(Graph graph) {
        try (Maintenance maintenance = graph.maintenance(role())) {
            while (rounds > 0) {
                begin();
                rounds--;
                try {
                    maintain(maintenance, graph.newest());
                } catch (HeadgateException e) {
                    accept(e);
                    if (random().nextBoolean()) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private void maintain(Maintenance maintenance, GraphManifest newest) {
        TablePin table = random().nextInt(4) == 0 ? Tables.follows(newest) : Tables.people(newest);
        MaintenanceLimits limits = limits();
        note("maintains " + table.name() + " by " + limits);
        Optional<TableReport> report = maintenance.optimize(table.id(), limits);
        note("maintained it: " + report);
    }

    /** So tight that a handful of rows is enough to do. */
    private MaintenanceLimits limits() {
        return new MaintenanceLimits(
                2 + random().nextInt(30),
                2 + random().nextInt(2),
                0.1 + random().nextInt(5) / 10.0,
                1 + random().nextInt(3),
                1,
                1 + random().nextInt(20),
                1 + random().nextInt(3),
                1 + random().nextInt(2));
    }
}
