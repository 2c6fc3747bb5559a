package io.headgate.engine.write;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.s3.S3Server;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.OutcomeUnknown;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that writes the records of a partition of its own, one by one, and takes no turns. */
final class RacingProcess {

    static final long LOG_END = 25;

    private RacingProcess() {}

    /** @param arguments the graph's prefix, the endpoint of the S3 server, the partition, and where to say what was told */
    public static void main(String[] arguments) throws IOException {
        int partition = Integer.parseInt(arguments[2]);
        List<String> told = new ArrayList<>();
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment s3 = GraphEnvironment.onS3(
                        new S3Prefix(S3Server.BUCKET, arguments[0]),
                        S3Server.settingsFor(URI.create(arguments[1])),
                        fixtures.allocator());
                GraphWriter writer = Graph.open(
                                s3.withLimits(WriteLimits.DEFAULT.withTurn(TurnLimits.DEFAULT.withIntents(1))))
                        .writer("racer " + partition);
                Batches batches = new Batches(fixtures)) {
            long next = 0;
            while (next < LOG_END) {
                try {
                    WriteResult written = writer.write(batches.peopleAndFollows(
                            writer.current(),
                            List.of(Batches.claim(partition, next, next + 2)),
                            List.of("p" + partition + "-" + next + "=name"),
                            List.of("s" + partition + ">t" + next)));
                    told.add(Told.of(written.manifest()).text());
                } catch (Conflict | OutcomeUnknown overtaken) {
                    writer.refresh();
                }
                next = writer.current().nextOffset(Batches.partition(partition)).orElse(0L);
            }
        }
        Files.write(Path.of(arguments[3]), told);
    }
}
