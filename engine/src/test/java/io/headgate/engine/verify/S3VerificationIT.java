package io.headgate.engine.verify;

import static io.headgate.engine.verify.Reports.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.engine.table.TableFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Verification of a graph on a real S3 server, with its child process. */
final class S3VerificationIT {

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    private final S3Prefix prefix = S3.server().fresh();
    private final TableFixtures fixtures = new TableFixtures();
    private TablePin people;

    @BeforeEach
    void make() {
        try (GraphEnvironment environment =
                GraphEnvironment.onS3(prefix, S3.server().settings(), fixtures.allocator())) {
            people = SmallGraph.make(environment, fixtures).pin("Person");
        }
    }

    @AfterEach
    void release() {
        fixtures.close();
    }

    @Test
    void wholeGraphHoldsAndAMissingDataFileIsFound() throws IOException {
        assertHolds(verify());

        Files.delete(anyDataFile());

        VerificationReport report = verify();
        assertThat(report.location()).isEqualTo(prefix.toString());
        assertThat(report.checks())
                .filteredOn(result -> !result.problems().isEmpty())
                .flatExtracting(CheckResult::problems)
                .isNotEmpty()
                .allSatisfy(problem ->
                        assertThat(problem.toString()).contains(people.path().value()));
    }

    private Path anyDataFile() throws IOException {
        Path data = S3.server().files(prefix).resolve(people.path().value()).resolve("data");
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    private VerificationReport verify() {
        return Verification.of(prefix, S3.server().settings(), VerifyRequest.DEEP);
    }
}
