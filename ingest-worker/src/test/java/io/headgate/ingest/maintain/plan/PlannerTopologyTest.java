package io.headgate.ingest.maintain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.ingest.config.PlannerConfig;
import io.headgate.ingest.maintain.event.CommitEvent;
import io.headgate.ingest.maintain.event.EventCodec;
import io.headgate.ingest.maintain.event.GraphEvent;
import io.headgate.ingest.maintain.event.MaintenanceRequest;
import io.headgate.ingest.maintain.event.MaintenanceTopics;
import io.headgate.ingest.maintain.event.RequestReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topology as Kafka Streams runs it, without a broker and with a clock that is set. */
class PlannerTopologyTest {
    private static final MaintenanceTopics TOPICS = new MaintenanceTopics("commits", "requests", "planner", "group");
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    @TempDir
    Path directory;

    private final List<RequestReason> told = new ArrayList<>();
    private final EventCodec<GraphEvent> events = new EventCodec<>(GraphEvent.class);
    private final EventCodec<MaintenanceRequest> requests = new EventCodec<>(MaintenanceRequest.class);
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> commits;
    private TestOutputTopic<String, byte[]> asked;

    @BeforeEach
    void start() {
        PlanningRule rule = new PlanningRule(
                MaintenanceLimits.DEFAULT.withRowsPerFragment(100).withFanIn(4),
                new PlannerConfig(Duration.ofMinutes(5), TIMEOUT, 500, Duration.ofMinutes(1)));
        Properties settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        driver = new TopologyTestDriver(PlannerTopology.of(TOPICS, rule, told::add), settings, Events.START);
        commits = driver.createInputTopic("commits", new StringSerializer(), new ByteArraySerializer());
        asked = driver.createOutputTopic("requests", new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void aTableIsAskedForOnceHoweverMuchComes() {
        for (int version = 1; version <= 100; version++) {
            send(Events.ingest(version, 10, 0));
        }

        List<MaintenanceRequest> made = asked();
        assertThat(made).hasSize(1);
        assertThat(made.get(0).table()).isEqualTo(Events.PERSON);
        assertThat(made.get(0).graph()).isEqualTo(Events.GRAPH);
        assertThat(made.get(0).reason()).isEqualTo(RequestReason.FRAGMENTS);
        assertThat(made.get(0).version().number()).isEqualTo(4);
        assertThat(told).containsExactly(RequestReason.FRAGMENTS);
    }

    @Test
    void aTableIsAskedForAgainWhenTheWorkWasDoneAndThereIsMore() {
        send(Events.ingest(1, 10, 0), Events.ingest(2, 10, 0), Events.ingest(3, 10, 0), Events.ingest(4, 10, 0));
        send(Events.handled(6));
        assertThat(asked()).hasSize(1);

        send(Events.ingest(7, 10, 0), Events.ingest(8, 10, 0), Events.ingest(9, 10, 0), Events.ingest(10, 10, 0));

        assertThat(asked()).hasSize(1);
    }

    @Test
    void aRequestThatNobodyAnswersIsMadeAgainByTime() {
        send(Events.reconciled(1, true));
        assertThat(asked()).hasSize(1);

        driver.advanceWallClockTime(TIMEOUT.minusSeconds(1));
        assertThat(asked()).isEmpty();
        driver.advanceWallClockTime(Duration.ofSeconds(11));

        assertThat(asked()).hasSize(1);
    }

    @Test
    void rowsGrowOldWithoutAnotherEvent() {
        send(Events.reconciled(1, false), Events.ingest(2, 1, 0));
        assertThat(asked()).isEmpty();

        driver.advanceWallClockTime(Duration.ofSeconds(75));

        assertThat(asked())
                .singleElement()
                .extracting(MaintenanceRequest::reason)
                .isEqualTo(RequestReason.UNINDEXED_AGE);
    }

    @Test
    void tablesAreCountedEachForItself() {
        for (int version = 1; version <= 4; version++) {
            CommitEvent.Table person = Events.change(Events.PERSON, 1, 0, 10, 0, Optional.empty());
            CommitEvent.Table follows = Events.change(Events.FOLLOWS, 1, 0, 10, 0, Optional.empty());
            send(Events.commit(version, "ingest", person, follows));
        }

        assertThat(asked.readKeyValuesToList())
                .extracting(request -> request.key)
                .containsExactlyInAnyOrder(Events.PERSON.value(), Events.FOLLOWS.value());
    }

    @Test
    void whatIsNoEventIsOverlooked() {
        commits.pipeInput("graph", "not json".getBytes(StandardCharsets.UTF_8));
        commits.pipeInput("graph", "{\"event\":\"unheard-of\"}".getBytes(StandardCharsets.UTF_8));
        commits.pipeInput("graph", null);

        send(Events.reconciled(1, true));

        assertThat(asked()).hasSize(1);
    }

    private void send(GraphEvent... sent) {
        for (GraphEvent event : sent) {
            commits.pipeInput(event.graph().value(), events.write(event));
        }
    }

    private List<MaintenanceRequest> asked() {
        List<MaintenanceRequest> read = new ArrayList<>();
        for (KeyValue<String, byte[]> request : asked.readKeyValuesToList()) {
            assertThat(request.key).isEqualTo(Events.PERSON.value());
            read.add(requests.read(request.value).orElseThrow());
        }
        return read;
    }
}
