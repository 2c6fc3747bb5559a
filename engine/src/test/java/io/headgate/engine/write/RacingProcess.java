package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.s3.S3Server;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.OutcomeUnknown;
import java.net.URI;

/** A process that brings a log into a graph, and believes that nobody else does. */
final class RacingProcess {

    static final long LOG_END = 24;

    private RacingProcess() {}

    /** @param arguments the graph's prefix and the endpoint of the S3 server */
    public static void main(String[] arguments) {
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment environment = GraphEnvironment.onS3(
                        new S3Prefix(S3Server.BUCKET, arguments[0]),
                        S3Server.settingsFor(URI.create(arguments[1])),
                        fixtures.allocator());
                LogWriter writer = new LogWriter(environment, fixtures, WriterKind.TWO_TABLES.log())) {
            while (writer.refresh().nextOffset(Batches.partition(0)).orElse(0L) < LOG_END) {
                try {
                    writer.writeTo(LOG_END);
                } catch (Conflict | OutcomeUnknown overtaken) {
                    // Somebody else was faster: look again.
                }
            }
        }
    }
}
