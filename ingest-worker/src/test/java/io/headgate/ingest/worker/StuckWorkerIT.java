package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.ingest.config.HealthConfig;
import io.headgate.ingest.health.HealthRules;
import io.headgate.ingest.health.Pulse;
import io.headgate.ingest.health.Verdict;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Faults;
import io.headgate.recovery.fault.Rendezvous;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A worker of which one thread hangs is not live, whichever it is; and it is again when the thread goes on. */
@ExtendWith(SharedBroker.class)
class StuckWorkerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final Duration NEVER = Duration.ofHours(1);

    private final Scenario scenario;
    private final Pulse pulse = new Pulse(System::nanoTime);

    StuckWorkerIT(TestBroker broker, @TempDir Path directory) {
        this.scenario = new Scenario(broker, directory);
    }

    @BeforeEach
    void produce() {
        scenario.topics(1);
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            producer.send(Scenario.follow(scenario.follows, "p1", "p0", 1));
        }
    }

    @Test
    void aCommitThatHangsForEverIsNoticed() {
        HealthRules rules = new HealthRules(new HealthConfig(NEVER, BOUND), Duration.ofSeconds(20));
        try (Rendezvous commit = Rendezvous.at(FaultPoint.PUBLISH_BEFORE_PUT);
                RunningWorker worker = RunningWorker.start(scenario.config(), pulse, commit)) {
            commit.awaitReached(PATIENCE);

            assertThat(awaitDead(rules).reason()).contains("work on the graph");
            assertThat(rules.ready(pulse.vitals()).ok()).as("it still polls").isTrue();

            commit.release();
            awaitLive(rules);
            worker.awaitPolled(1);
        }
    }

    @Test
    void aLoopThatHangsIsNoticed() throws Exception {
        HealthRules rules = new HealthRules(new HealthConfig(BOUND, NEVER), Duration.ofSeconds(20));
        CountDownLatch goOn = new CountDownLatch(1);
        ProgressListener hanging = report -> {
            try {
                goOn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (RunningWorker worker = RunningWorker.start(scenario.config(), pulse.and(hanging), Faults.NONE)) {
            assertThat(awaitDead(rules).reason()).contains("polls Kafka");

            goOn.countDown();
            awaitLive(rules);
            worker.awaitPolled(1);
        }
    }

    /** Every attempt is shorter than the bound, all of them together are longer. */
    @Test
    void storageThatIsAwayKillsNobody() {
        Duration bound = Duration.ofSeconds(10);
        HealthRules rules = new HealthRules(new HealthConfig(NEVER, bound), Duration.ofSeconds(20));
        AtomicInteger attempts = new AtomicInteger();
        Faults away = point -> {
            if (point == FaultPoint.ARM_BEFORE_PUT && attempts.incrementAndGet() <= 2) {
                LockSupport.parkNanos(bound.multipliedBy(6).dividedBy(10).toNanos());
                throw new StorageUnavailable("put", "the storage is away");
            }
        };
        try (RunningWorker worker = RunningWorker.start(scenario.config(), pulse, away)) {
            Awaitility.await().atMost(PATIENCE).until(() -> {
                Verdict verdict = rules.live(pulse.vitals());
                assertThat(verdict.ok()).as(verdict.reason()).isTrue();
                return worker.polled() == 1;
            });
        }
        assertThat(attempts).hasValue(3);
    }

    private Verdict awaitDead(HealthRules rules) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !rules.live(pulse.vitals()).ok());
        return rules.live(pulse.vitals());
    }

    private void awaitLive(HealthRules rules) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> rules.live(pulse.vitals()).ok());
    }
}
