package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.s3.S3Server;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.engine.table.TableFixtures;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The crash matrix on a real S3 server, for the kind that goes through all phases with more than one table. */
final class S3CrashMatrixIT extends CrashMatrix {

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    @Override
    GraphEnvironment open(String graph, TableFixtures fixtures) {
        return GraphEnvironment.onS3(prefix(graph), S3.server().settings(), fixtures.allocator());
    }

    @Override
    List<String> arguments(String graph) {
        return List.of(prefix(graph).prefix(), S3.server().endpoint().toString());
    }

    @Override
    Path files(String graph) {
        return S3.server().files(prefix(graph));
    }

    @Override
    List<WriterKind> defaultKinds() {
        return List.of(WriterKind.TWO_TABLES);
    }

    private static S3Prefix prefix(String graph) {
        return new S3Prefix(S3Server.BUCKET, "crashes/" + graph);
    }
}
