package io.headgate.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessIT {

    @TempDir
    Path directory;

    @Test
    void killedBrokerComesBackAtItsAddressWithItsRecords() {
        String bootstrapServers;
        try (KafkaProcess kafka = KafkaProcess.start(directory)) {
            bootstrapServers = kafka.bootstrapServers();
            kafka.createTopic("people", 1, Map.of());
            new TopicProbe(bootstrapServers, "people").produce("ada", "grace");
            kafka.kill();
        }

        try (KafkaProcess kafka = KafkaProcess.start(directory)) {
            assertThat(kafka.bootstrapServers()).isEqualTo(bootstrapServers);
            assertThat(new TopicProbe(bootstrapServers, "people").consumeAll()).containsExactly("ada", "grace");
        }
    }

    @Test
    void closeEndsTheChildProcess() {
        long pid;
        try (KafkaProcess kafka = KafkaProcess.start(directory)) {
            pid = kafka.pid();
            assertThat(ProcessHandle.of(pid)).isPresent();
        }

        assertThat(ProcessHandle.of(pid)).isEmpty();
    }
}
