package io.headgate.deploy.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.ingest.broker.EmbeddedKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That suites can be sent to a broker that is there already; one that is started here stands for it. */
final class KafkaSuitesIT {

    private static final List<String> ONE = List.of("SharedTopicsIT");

    @TempDir
    Path directory;

    @Test
    void suitesHoldOnABrokerThatIsThereAndLeaveNothingBehind() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            broker.createTopic("somebody-elses", 1, Map.of());

            assertThat(KafkaSuites.run(broker.bootstrapServers(), ONE)).isEqualTo(3);

            assertThat(admin.listTopics().names().get()).isEqualTo(Set.of("somebody-elses"));
            assertThat(admin.listGroups().all().get())
                    .extracting(GroupListing::groupId)
                    .isEmpty();
        }
    }

    @Test
    void whatThatBrokerGetsWrongIsAFailure() {
        try (EmbeddedKafka broker =
                EmbeddedKafka.start(directory, properties -> properties.put("delete.topic.enable", "false"))) {
            assertThatThrownBy(() -> KafkaSuites.run(broker.bootstrapServers(), ONE))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("TopicDeletionDisabled");
        }
    }
}
