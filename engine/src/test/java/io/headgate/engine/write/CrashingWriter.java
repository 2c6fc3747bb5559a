package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static io.headgate.engine.write.Batches.partition;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.fault.HaltingFaults;
import java.nio.file.Path;
import java.util.List;

/** A process that writes batch after batch until the fault point that its environment names halts it. */
final class CrashingWriter {

    /** How many batches the log holds. */
    static final int BATCHES = 6;

    private CrashingWriter() {}

    public static void main(String[] arguments) {
        try (TableFixtures fixtures = new TableFixtures();
                Batches batches = new Batches(fixtures);
                GraphEnvironment environment = GraphEnvironment.local(
                                Path.of(arguments[0]), Durability.POWER_LOSS, fixtures.allocator())
                        .withFaults(HaltingFaults.fromEnvironment(System.getenv()));
                GraphWriter writer = Graph.openOrInit(environment, Batches.SCHEMA, "crashing")
                        .writer("crashing")) {
            replay(writer, batches);
        }
    }

    /** Writes what the graph does not contain yet of a log in which batch n sets two names and deletes one. */
    static void replay(GraphWriter writer, Batches batches) {
        long next = writer.current().nextOffset(partition(0)).orElse(0L);
        for (long batch = next / 3; batch < BATCHES; batch++) {
            writer.write(batches.people(
                    writer.current(),
                    List.of(claim(0, batch * 3, batch * 3 + 3)),
                    "ann=" + batch,
                    "p" + batch + "=" + batch,
                    "p" + (batch - 1)));
        }
    }
}
