package io.headgate.deploy.containers;

import io.headgate.engine.s3.S3Server;
import java.util.List;

/** The engine's suites for S3, on a server that somebody else has started. */
final class S3Suites {

    private static final String ENGINE = "io.headgate.engine.";

    /** Those that need nothing of the server but that it speaks S3; the crash matrix copies graphs on the server's disk. */
    static final List<String> ALL = List.of(
            "object.s3.S3ObjectStoreIT",
            "object.s3.S3FailuresIT",
            "object.s3.S3FileTreeIT",
            "table.lance.S3TableStoreIT",
            "table.lance.S3TableHistoryIT",
            "table.lance.S3TableRacesIT",
            "table.lance.S3TableIndexIT",
            "table.lance.S3TableMaintenanceIT",
            "table.lance.S3TableMaintenanceRacesIT",
            "table.lance.S3TableCleanupIT",
            "write.S3WritePathIT",
            "write.S3RecoveryIT",
            "write.S3GroupCommitIT",
            "write.S3MishapsIT",
            "write.S3MaintenanceIT",
            "write.S3CleanupIT",
            "write.S3RacingProcessesIT",
            "write.S3RequestBudgetIT",
            "verify.S3VerificationIT");

    private S3Suites() {}

    /**
     * Runs suites by their names below the engine's package.
     *
     * @param endpoint of a server with the bucket and the credentials that tests have
     * @return how many tests were successful
     * @throws AssertionError when any was not, with all failures
     */
    static long run(String endpoint, List<String> suites) {
        return Suites.run(
                S3Server.ENDPOINT, endpoint, suites.stream().map(ENGINE::concat).toList());
    }
}
