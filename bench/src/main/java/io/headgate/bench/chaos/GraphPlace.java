package io.headgate.bench.chaos;

import io.headgate.engine.GraphLocation;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.engine.s3.S3Server;
import java.nio.file.Path;

/**
 * Where the graph of a run is.
 *
 * @param durability processes die in a run, and machines do not
 */
record GraphPlace(GraphLocation location, S3Settings settings, Durability durability) {

    static GraphPlace in(Path directory) {
        return new GraphPlace(
                new GraphLocation.LocalDirectory(directory), S3Settings.DEFAULT, Durability.PROCESS_CRASH);
    }

    static GraphPlace on(S3Server server) {
        return new GraphPlace(server.fresh(), server.settings(), Durability.POWER_LOSS);
    }
}
