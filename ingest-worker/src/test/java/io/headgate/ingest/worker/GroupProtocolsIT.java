package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.DataSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two workers share the partitions of two topics; one joins, and one leaves, under each way that Kafka has to share them. */
@ExtendWith(SharedBroker.class)
class GroupProtocolsIT {
    private static final int PARTITIONS = 4;

    private final Scenario scenario;
    private long produced;

    GroupProtocolsIT(TestBroker broker, @TempDir Path directory) {
        this.scenario = new Scenario(broker, directory);
    }

    enum Group {
        EAGER(Map.of("partition.assignment.strategy", "org.apache.kafka.clients.consumer.RangeAssignor"), false),
        COOPERATIVE(
                Map.of("partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"),
                false),
        CONSUMER_PROTOCOL(Map.of("group.protocol", "consumer"), false),
        STATIC_MEMBERS(Map.of(), true),
        STATIC_MEMBERS_OF_CONSUMER_PROTOCOL(Map.of("group.protocol", "consumer"), true);

        private final Map<String, String> settings;
        private final boolean named;

        Group(Map<String, String> settings, boolean named) {
            this.settings = settings;
            this.named = named;
        }

        Map<String, String> settings(String member) {
            Map<String, String> all = new HashMap<>(settings);
            if (named) {
                all.put("group.instance.id", member);
            }
            return all;
        }
    }

    @ParameterizedTest
    @EnumSource
    void membersThatComeAndGoWriteEveryRecordOnce(Group group) {
        scenario.topics(PARTITIONS)
                .commit(new CommitConfig(Duration.ofMillis(20), 500, DataSize.ofMebibytes(64)))
                // Nobody takes over from a member with a name before it was away for so long.
                .membersMissedAfter(Duration.ofSeconds(3));
        Set<String> readByFirst = ConcurrentHashMap.newKeySet();
        Set<String> readBySecond = ConcurrentHashMap.newKeySet();

        try (RunningWorker first = start(group, "first", readByFirst)) {
            produceUntil(() -> readByFirst.size() == 2 * PARTITIONS);

            try (RunningWorker second = start(group, "second", readBySecond)) {
                produceUntil(() -> !readBySecond.isEmpty());

                // The one that was there first leaves: the other one gets all.
                assertThat(first.stop().exitCode()).isZero();
                readBySecond.clear();
                produceUntil(() -> readBySecond.size() == 2 * PARTITIONS);
                readByFirst.clear();

                // It comes back, with what it is known by if it has a name.
                try (RunningWorker again = start(group, "first", readByFirst)) {
                    produceUntil(() -> !readByFirst.isEmpty());
                    patiently().until(() -> scenario.manifest().totals().polled() == 2 * produced);
                    assertThat(again.stop().exitCode()).isZero();
                }
                assertThat(second.stop().exitCode()).isZero();
            }
        }

        List<Long> all = LongStream.range(0, produced).boxed().toList();
        assertThat(scenario.follows()).isEqualTo(all);
        assertThat(scenario.people()).hasSize((int) produced);
        assertThat(scenario.manifest().totals().polled()).isEqualTo(2 * produced);
        assertThat(scenario.manifest().totals().balances()).isTrue();
    }

    private RunningWorker start(Group group, String member, Set<String> read) {
        return RunningWorker.start(
                scenario.kafka(group.settings(member)).config(),
                commit -> commit.claims().stream()
                        .filter(claim -> claim.to() > claim.from())
                        .forEach(claim -> read.add(claim.partition().toString())));
    }

    /** Records go on arriving, in all partitions, while partitions change hands. */
    private void produceUntil(Callable<Boolean> reached) {
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            patiently().until(() -> {
                for (int n = 0; n < 100; n++, produced++) {
                    producer.send(Scenario.person(scenario.people, "p" + produced, "name"));
                    producer.send(Scenario.follow(scenario.follows, "p" + produced, "p0", produced));
                }
                producer.flush();
                return reached.call();
            });
        }
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100));
    }
}
