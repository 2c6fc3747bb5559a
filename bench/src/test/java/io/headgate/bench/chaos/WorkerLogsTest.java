package io.headgate.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLogsTest {

    @TempDir
    private Path directory;

    @Test
    void aGenerationThatSeveralWorkersJoinedIsOneRebalance() throws IOException {
        Path first = log("first", joined(1), assigned(), joined(2), assigned());
        Path second = log("second", joined(2), assigned(), joined(4));

        assertThat(WorkerLogs.rebalances(List.of(first, second))).isEqualTo(2);
    }

    @Test
    void withoutGenerationsEveryAssignmentIsARebalance() throws IOException {
        assertThat(WorkerLogs.rebalances(List.of(log("first", assigned(), "other", assigned()))))
                .isEqualTo(2);
    }

    private Path log(String name, String... lines) throws IOException {
        return Files.write(directory.resolve(name), List.of(lines));
    }

    private static String joined(int generation) {
        return "INFO ConsumerCoordinator [groupId=chaos] Successfully joined group with generation Generation{generationId="
                + generation + ", memberId='m', protocol='cooperative-sticky'}";
    }

    private static String assigned() {
        return "INFO IngestLoop partitions assigned at=[people-0:17]";
    }
}
