package io.headgate.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {
    @Test
    void theUsersSettingsGoBeforeOurDefaults() {
        Map<String, Object> settings =
                ClientSettings.forConsumer(Map.of("max.poll.records", "7", "bootstrap.servers", "b:1"));

        assertThat(settings)
                .containsEntry("max.poll.records", "7")
                .containsEntry("bootstrap.servers", "b:1")
                .containsKey("max.partition.fetch.bytes");
    }

    @Test
    void whatExactnessNeedsGoesBeforeTheUsersSettings() {
        Map<String, Object> settings = ClientSettings.forConsumer(Map.of(
                "enable.auto.commit", "true", "auto.offset.reset", "latest", "isolation.level", "read_uncommitted"));

        assertThat(settings)
                .containsEntry("enable.auto.commit", "false")
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("isolation.level", "read_committed");
    }

    @Test
    void theNewGroupProtocolGetsNoAssignor() {
        assertThat(ClientSettings.forConsumer(Map.of("group.protocol", "consumer")))
                .doesNotContainKey("partition.assignment.strategy");
        assertThat(ClientSettings.forConsumer(Map.of())).containsKey("partition.assignment.strategy");
    }

    @Test
    void theAdminClientIsSparedWhatOnlyConsumersKnow() {
        assertThat(ClientSettings.forAdmin(Map.of(
                        "group.id", "g", "max.poll.records", "7", "bootstrap.servers", "b:1", "sasl.jaas.config", "s")))
                .containsOnlyKeys("bootstrap.servers", "sasl.jaas.config");
    }
}
