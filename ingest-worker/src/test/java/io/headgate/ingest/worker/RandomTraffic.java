package io.headgate.ingest.worker;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Produces on a thread of its own until it is stopped: people that come, change and go, follows in transactions of which some
 * are aborted, and records that no worker can apply. Those have a value that begins with {@link #BAD}.
 */
final class RandomTraffic {
    static final String BAD = "!";

    private static final int PEOPLE = 500;
    private static final int RECORDS_IN_A_ROUND = 25;
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(20);

    private final Scenario scenario;
    private final Random random;
    private final Thread thread;
    private volatile boolean closing;
    private long edges;

    RandomTraffic(Scenario scenario, Random random) {
        this.scenario = scenario;
        this.random = random;
        this.thread = new Thread(this::produce, "random-traffic");
        thread.setDaemon(true);
        thread.start();
    }

    private void produce() {
        try (KafkaProducer<byte[], byte[]> people = scenario.producer(Map.of());
                KafkaProducer<byte[], byte[]> follows =
                        scenario.producer(Map.of("transactional.id", scenario.follows))) {
            follows.initTransactions();
            while (!closing) {
                follows.beginTransaction();
                for (int i = 0; i < RECORDS_IN_A_ROUND; i++) {
                    people.send(person());
                    follows.send(follow());
                }
                if (random.nextInt(10) == 0) {
                    follows.flush();
                    follows.abortTransaction();
                } else {
                    follows.commitTransaction();
                }
                LockSupport.parkNanos(BETWEEN_ROUNDS.toNanos());
            }
        }
    }

    private ProducerRecord<byte[], byte[]> person() {
        String id = "p" + random.nextInt(PEOPLE);
        int dice = random.nextInt(100);
        if (dice == 0) {
            return Scenario.record(scenario.people, id, BAD);
        }
        return dice < 15
                ? Scenario.tombstone(scenario.people, id)
                : Scenario.person(scenario.people, id, "name " + random.nextInt());
    }

    private ProducerRecord<byte[], byte[]> follow() {
        String src = "p" + random.nextInt(PEOPLE);
        return random.nextInt(100) == 0
                ? Scenario.record(scenario.follows, src, BAD)
                : Scenario.follow(scenario.follows, src, "p" + random.nextInt(PEOPLE), edges++);
    }

    void stop() throws InterruptedException {
        closing = true;
        thread.join();
    }
}
