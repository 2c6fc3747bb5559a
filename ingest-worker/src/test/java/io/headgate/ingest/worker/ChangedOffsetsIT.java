package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.write.OffsetChange;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Offsets that are changed under a worker that runs. */
@ExtendWith(SharedBroker.class)
class ChangedOffsetsIT {

    private final Scenario scenario;

    ChangedOffsetsIT(TestBroker broker, @TempDir Path directory) {
        this.scenario = new Scenario(broker, directory);
    }

    @Test
    void aWorkerThatWaitsForRecordsReadsWhatWasRewoundOnceMore() {
        scenario.topics(1);
        produce(0, 10);
        try (RunningWorker worker = RunningWorker.start(scenario.config())) {
            worker.awaitPolled(20);

            scenario.change(new OffsetChange.Rewind(scenario.people, 0, 3));

            worker.awaitPolled(20 + 7);
            assertThat(worker.stop().exitCode()).isZero();
        }
        assertThat(scenario.people()).hasSize(10);
        assertThat(scenario.follows()).hasSize(10);
        assertThat(scenario.offsets()).containsEntry(scenario.people + "-0", 10L);
        assertThat(scenario.manifest().source(scenario.people, 0))
                .hasValueSatisfying(source -> assertThat(source.epoch()).isEqualTo(1));
    }

    @Test
    void aWorkerWithRecordsInHandsReadsAgainFromTheNewOffset() {
        scenario.topics(1);
        produce(0, 10);
        try (RunningWorker worker = RunningWorker.start(scenario.config())) {
            worker.awaitPolled(20);

            scenario.change(new OffsetChange.Rewind(scenario.people, 0, 3));
            produce(10, 20);

            worker.awaitPolled(20 + 7 + 20);
            assertThat(worker.stop().exitCode()).isZero();
        }
        assertThat(scenario.people()).hasSize(20);
        assertThat(scenario.follows())
                .containsExactlyElementsOf(LongStream.range(0, 20).boxed().toList());
    }

    private void produce(long from, long to) {
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            LongStream.range(from, to).forEach(n -> {
                producer.send(Scenario.person(scenario.people, "p" + n, "name"));
                producer.send(Scenario.follow(scenario.follows, "p" + n, "p0", n));
            });
        }
    }
}
