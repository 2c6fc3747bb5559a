package io.headgate.ingest.maintain.event;

import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.source.ClientSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events on a thread of its own, from a queue with a bound. Whoever has an event to tell never waits and never fails: what
 * cannot be sent is dropped and counted, because a reconciler finds out anyway. Thread-safe.
 */
public final class EventPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
    private static final int MOST_WAITING = 1_000;
    private static final Duration LONGEST_SEND = Duration.ofSeconds(5);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofMillis(200);

    private final Map<String, String> kafka;
    private final String topic;
    private final Runnable preparation;
    private final Deliveries deliveries;
    private final EventCodec<GraphEvent> codec = new EventCodec<>(GraphEvent.class);
    private final BlockingQueue<GraphEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong droppedInARow = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;

    private EventPublisher(Map<String, String> kafka, String topic, Runnable preparation, Deliveries deliveries) {
        this.kafka = kafka;
        this.topic = topic;
        this.preparation = preparation;
        this.deliveries = deliveries;
        this.thread = new Thread(this::send, "headgate-events");
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins; what has to be done first, which is to make the topic if it is missing, is done on its thread and may fail. */
    public static EventPublisher start(WorkerConfig config, Deliveries deliveries) {
        MaintenanceTopics topics = MaintenanceTopics.of(config);
        return new EventPublisher(
                config.kafka(), topics.commits(), () -> TopicMaker.ensure(config, topics), deliveries);
    }

    /** Sends the event, or drops it when too many wait already. */
    public void offer(GraphEvent event) {
        if (closing || !waiting.offer(event)) {
            dropped("too many events wait");
        }
    }

    private void send() {
        prepare();
        if (closing) {
            return;
        }
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings(kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            while (!closing || !waiting.isEmpty()) {
                GraphEvent event = waiting.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                if (event != null) {
                    send(producer, event);
                }
            }
            producer.close(CLOSE_PATIENCE);
        } catch (InterruptedException e) {
            LOG.debug("told not to send what waits");
        } catch (RuntimeException e) {
            LOG.warn("no more events are sent reason={}", e.toString());
        } finally {
            closing = true;
        }
    }

    private void prepare() {
        try {
            preparation.run();
        } catch (RuntimeException e) {
            LOG.warn("the topic of events may be missing topic={} reason={}", topic, e.getMessage());
        }
    }

    private void send(Producer<byte[], byte[]> producer, GraphEvent event) {
        try {
            producer.send(
                    new ProducerRecord<>(
                            topic, event.graph().value().getBytes(StandardCharsets.UTF_8), codec.write(event)),
                    (metadata, failure) -> {
                        if (failure == null) {
                            sent();
                        } else {
                            dropped(failure.toString());
                        }
                    });
        } catch (KafkaException e) {
            dropped(e.toString());
        }
    }

    private void sent() {
        deliveries.sent();
        long lost = droppedInARow.getAndSet(0);
        if (lost > 0) {
            LOG.info("events are sent again topic={} dropped={}", topic, lost);
        }
    }

    /** One line for a whole series: an hour without Kafka is one piece of news. */
    private void dropped(String reason) {
        deliveries.dropped();
        if (droppedInARow.getAndIncrement() == 0) {
            LOG.warn("event dropped, and those that follow topic={} reason={}", topic, reason);
        }
    }

    private static Map<String, Object> settings(Map<String, String> kafka) {
        return ClientSettings.forProducer(kafka, LONGEST_SEND);
    }

    /** Sends what waits, as far as a short time goes. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
            thread.interrupt();
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        while (waiting.poll() != null) {
            dropped("the process ends");
        }
    }
}
