package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.TableFixtures;
import java.nio.file.Path;

/** A process that writes as one {@link WriterKind} does until the effect that its environment names halts it. */
final class CrashingChild {

    private CrashingChild() {}

    /** @param arguments the graph's directory and the kind */
    public static void main(String[] arguments) {
        FaultySeams seams = new FaultySeams(FaultPlan.fromEnvironment(System.getenv()));
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment environment = seams.around(
                        GraphEnvironment.local(Path.of(arguments[0]), Durability.POWER_LOSS, fixtures.allocator()))) {
            WriterKind.valueOf(arguments[1]).write(environment, fixtures);
        }
    }
}
