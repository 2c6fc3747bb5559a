package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.concurrent.Concurrency;
import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.object.Durability;
import io.headgate.engine.s3.S3Server;
import io.headgate.engine.table.TableFixtures;
import java.net.URI;
import java.nio.file.Path;

/** A process that writes as one {@link WriterKind} does until the effect that its environment names halts it. */
final class CrashingChild {

    private CrashingChild() {}

    /** @param arguments the kind, then the graph's directory, or its prefix and the endpoint of the S3 server */
    public static void main(String[] arguments) {
        FaultySeams seams = new FaultySeams(FaultPlan.fromEnvironment(System.getenv()));
        try (TableFixtures fixtures = new TableFixtures();
                // Nothing beside the one thread, so that the n-th effect is the same one every time.
                GraphEnvironment environment =
                        seams.around(open(arguments, fixtures).withConcurrency(Concurrency.NONE))) {
            WriterKind.valueOf(arguments[0]).write(environment, fixtures);
        }
    }

    private static GraphEnvironment open(String[] arguments, TableFixtures fixtures) {
        return arguments.length == 2
                ? GraphEnvironment.local(Path.of(arguments[1]), Durability.POWER_LOSS, fixtures.allocator())
                : GraphEnvironment.onS3(
                        new S3Prefix(S3Server.BUCKET, arguments[1]),
                        S3Server.settingsFor(URI.create(arguments[2])),
                        fixtures.allocator());
    }
}
