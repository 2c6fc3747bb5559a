package io.headgate.bench.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Produces until it is stopped: people that come, change and go, follows, and now and then a record that nobody can apply. One
 * thread does so plainly, another in transactions, of which some are aborted. What a producer believes to have written does not
 * matter: what is in the log counts.
 */
final class Traffic implements AutoCloseable {

    private static final int RECORDS_IN_A_ROUND = 25;
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(50);
    private static final Duration CLOSING = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final AtomicLongArray people = new AtomicLongArray(Row.PARTITIONS);
    private final AtomicLongArray follows = new AtomicLongArray(Row.PARTITIONS);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final List<Thread> threads;

    private Traffic(Cluster cluster, long seed) {
        this.cluster = cluster;
        Random plain = new Random(seed);
        Random transactional = new Random(~seed);
        this.threads = List.of(
                new Thread(() -> produce(plain), "traffic-plain"),
                new Thread(() -> produceInTransactions(transactional), "traffic-transactional"));
    }

    static Traffic start(Cluster cluster, long seed) {
        Traffic traffic = new Traffic(cluster, seed);
        traffic.threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
        return traffic;
    }

    /** Returns when everything that was begun is in the log or will never be. */
    void stop() throws InterruptedException {
        stopping.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Override
    public void close() {
        stopping.set(true);
        threads.forEach(Thread::interrupt);
    }

    private void produce(Random random) {
        while (goesOn()) {
            try (Sender sender = open(Map.of())) {
                while (goesOn()) {
                    round(sender, random);
                    rest();
                }
            } catch (KafkaException e) {
                // It is the brokers' turn to be broken; a new producer goes on.
            }
        }
    }

    private void produceInTransactions(Random random) {
        while (goesOn()) {
            try (Sender sender = open(Map.of("transactional.id", "chaos", "transaction.timeout.ms", "15000"))) {
                sender.producer.initTransactions();
                while (goesOn()) {
                    sender.producer.beginTransaction();
                    round(sender, random);
                    if (random.nextInt(6) == 0) {
                        sender.producer.flush();
                        sender.producer.abortTransaction();
                    } else {
                        sender.producer.commitTransaction();
                    }
                    rest();
                }
            } catch (KafkaException e) {
                // The same; the transaction in flight is aborted by the next producer, or was committed after all.
            }
        }
    }

    private void round(Sender sender, Random random) {
        for (int i = 0; i < RECORDS_IN_A_ROUND; i++) {
            sender.send(person(random));
            sender.send(follow(random));
        }
    }

    private ProducerRecord<byte[], byte[]> person(Random random) {
        int partition = random.nextInt(Row.PARTITIONS);
        String id = Row.person(partition, random.nextInt(Integer.MAX_VALUE));
        int dice = random.nextInt(200);
        if (dice == 0) {
            return record(Row.PEOPLE, partition, id, Row.BAD);
        }
        if (dice < 30) {
            return new ProducerRecord<>(Row.PEOPLE, partition, bytes(id), null);
        }
        long number = Row.number(partition, people.getAndIncrement(partition));
        return record(Row.PEOPLE, partition, id, Row.personJson(id, number));
    }

    private ProducerRecord<byte[], byte[]> follow(Random random) {
        int partition = random.nextInt(Row.PARTITIONS);
        if (random.nextInt(500) == 0) {
            return record(Row.FOLLOWS, partition, "", Row.BAD);
        }
        long number = Row.number(partition, follows.getAndIncrement(partition));
        return record(Row.FOLLOWS, partition, Row.source(number), Row.followJson(number));
    }

    private boolean goesOn() {
        return !stopping.get();
    }

    private void rest() {
        try {
            Thread.sleep(BETWEEN_ROUNDS.toMillis());
        } catch (InterruptedException e) {
            stopping.set(true);
        }
    }

    private Sender open(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", cluster.bootstrapServers(Cluster.ONLOOKER));
        settings.put("acks", "all");
        // Several requests at once to a partition that is a moment old can leave the producer out of sequence for
        // minutes.
        settings.put("max.in.flight.requests.per.connection", "1");
        settings.put("request.timeout.ms", "8000");
        settings.put("delivery.timeout.ms", "60000");
        settings.put("max.block.ms", "30000");
        settings.put("linger.ms", "5");
        settings.put("reconnect.backoff.max.ms", "500");
        return new Sender(new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, int partition, String key, String value) {
        return new ProducerRecord<>(topic, partition, bytes(key), bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Sender(KafkaProducer<byte[], byte[]> producer) implements AutoCloseable {

        void send(ProducerRecord<byte[], byte[]> record) {
            producer.send(record);
        }

        @Override
        public void close() {
            producer.close(CLOSING);
        }
    }
}
