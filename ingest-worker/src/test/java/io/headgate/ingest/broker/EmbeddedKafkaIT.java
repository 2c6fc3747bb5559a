package io.headgate.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    @TempDir
    Path directory;

    @Test
    void restartOnTheSameDirectoryKeepsAddressClusterAndRecords() {
        String bootstrapServers;
        String clusterId;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            bootstrapServers = kafka.bootstrapServers();
            clusterId = kafka.clusterId();
            kafka.createTopic("people", 1, Map.of());
            new TopicProbe(bootstrapServers, "people").produce("ada", "grace");
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            assertThat(kafka.bootstrapServers()).isEqualTo(bootstrapServers);
            assertThat(kafka.clusterId()).isEqualTo(clusterId);
            assertThat(new TopicProbe(bootstrapServers, "people").consumeAll()).containsExactly("ada", "grace");
        }
    }

    @Test
    void nothingListensAfterClose() {
        String bootstrapServers;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            bootstrapServers = kafka.bootstrapServers();
        }

        String[] hostAndPort = bootstrapServers.split(":");

        assertThatThrownBy(() -> new Socket(hostAndPort[0], Integer.parseInt(hostAndPort[1])).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void creatingATopicTwiceIsRefused() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            kafka.createTopic("people", 1, Map.of());

            assertThatThrownBy(() -> kafka.createTopic("people", 1, Map.of()))
                    .isInstanceOf(BrokerFailure.class)
                    .hasMessageContaining("create topic people");
        }
    }
}
