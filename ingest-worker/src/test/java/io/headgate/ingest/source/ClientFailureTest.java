package io.headgate.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.SourceUnavailable;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFailureTest {

    /** Names come and go with machines: the broker may be there a moment later. */
    @ParameterizedTest
    @ValueSource(
            strings = {"kafka-0.nowhere.invalid:9092", "kafka-0.nowhere.invalid:9092, kafka-1.nowhere.invalid:9092"})
    void aNameThatNobodyKnowsIsABrokerThatIsAway(String servers) {
        Map<String, String> kafka = Map.of("bootstrap.servers", servers, "group.id", "g");

        assertThatThrownBy(() -> TopicCatalog.open(kafka))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining(servers);
        assertThatThrownBy(() -> GroupConsumer.connect(kafka)).isInstanceOf(SourceUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:many", "", "kafka-0.nowhere.invalid:9092,localhost"})
    void anAddressThatIsNoneIsAMistake(String servers) {
        Map<String, String> kafka = Map.of("bootstrap.servers", servers, "group.id", "g");

        assertThatThrownBy(() -> TopicCatalog.open(kafka)).isInstanceOf(BadConfiguration.class);
        assertThatThrownBy(() -> GroupConsumer.connect(kafka))
                .isInstanceOfSatisfying(
                        BadConfiguration.class,
                        mistake -> assertThat(mistake.key()).isEqualTo("kafka"));
    }
}
