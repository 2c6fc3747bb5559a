package io.headgate.ingest.maintain.work;

import io.headgate.ingest.maintain.event.EventCodec;
import io.headgate.ingest.maintain.event.MaintenanceRequest;
import io.headgate.recovery.error.SourceUnavailable;
import io.headgate.recovery.id.TableId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests and has them worked on, one after the other on a thread of its own, while this one goes on polling so that the
 * process stays a member of its group. An offset is committed when the work is done, so a request is never lost with the
 * process that had it; one that is done twice changes nothing. For use by one thread.
 */
final class RequestLoop implements ConsumerRebalanceListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLoop.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(500);
    private static final Duration BUSY_POLL = Duration.ofMillis(50);

    private final Consumer<byte[], byte[]> consumer;
    private final Function<MaintenanceRequest, WorkReport> work;
    private final MaintenanceListener listener;
    private final EventCodec<MaintenanceRequest> codec = new EventCodec<>(MaintenanceRequest.class);
    private final ExecutorService thread;

    private final Deque<Taken> waiting = new ArrayDeque<>();

    /** For each table the number of the last request that had been taken when work on it last began. */
    private final Map<TableId, Long> begun = new HashMap<>();

    private long taken;
    private boolean member;
    private @Nullable Running running;

    /** A request, and when it came in relation to others. */
    private record Taken(TopicPartition partition, long offset, long number, MaintenanceRequest request) {}

    private record Running(Taken taken, Future<WorkReport> result) {}

    /**
     * @param consumer belongs to the loop, which closes it
     * @param work never throws; called on the loop's own thread, once at a time
     */
    RequestLoop(
            Consumer<byte[], byte[]> consumer,
            String topic,
            Function<MaintenanceRequest, WorkReport> work,
            MaintenanceListener listener) {
        this.consumer = consumer;
        this.work = work;
        this.listener = listener;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "headgate-maintain");
            made.setDaemon(true);
            return made;
        });
        consumer.subscribe(Set.of(topic), this);
    }

    /**
     * One round: takes what was finished, begins what is next, polls.
     *
     * @throws SourceUnavailable when Kafka refuses to serve the process
     */
    void step() {
        try {
            settle(Duration.ZERO);
            beginNext();
            hold();
            consumer.poll(isBusy() ? BUSY_POLL : IDLE_POLL).forEach(this::take);
            listener.waiting(waiting.size() + unread());
        } catch (KafkaException e) {
            throw new SourceUnavailable("poll", "Kafka could not serve the maintenance process: " + e.getMessage(), e);
        }
    }

    private boolean isBusy() {
        return running != null || !waiting.isEmpty();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Optional<MaintenanceRequest> request = codec.read(record.value());
        if (request.isPresent()) {
            waiting.add(new Taken(partition, record.offset(), ++taken, request.get()));
        }
    }

    private void beginNext() {
        while (running == null && !waiting.isEmpty()) {
            Taken next = waiting.remove();
            if (begun.getOrDefault(next.request().table(), 0L) >= next.number()) {
                listener.worked(WorkReport.none(WorkOutcome.SUPERSEDED));
                commit(next);
            } else {
                begun.put(next.request().table(), taken);
                running = new Running(next, thread.submit(() -> work.apply(next.request())));
            }
        }
    }

    /** Takes the result of what runs, if it is there within that time; whether nothing runs any more. */
    private boolean settle(Duration patience) {
        Running under = running;
        if (under == null) {
            return true;
        }
        try {
            WorkReport report = under.result().get(patience.toNanos(), TimeUnit.NANOSECONDS);
            running = null;
            if (report.outcome() != WorkOutcome.INTERRUPTED) {
                commit(under.taken());
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the thread that maintains failed: " + e.getCause(), e.getCause());
        }
    }

    /** What is not committed is done again by whoever has the partition now, and then there is nothing to do. */
    private void commit(Taken done) {
        if (!consumer.assignment().contains(done.partition())) {
            return;
        }
        try {
            consumer.commitSync(Map.of(done.partition(), new OffsetAndMetadata(done.offset() + 1)));
        } catch (KafkaException e) {
            LOG.warn(
                    "offset not committed, the request is done again partition={} offset={} reason={}",
                    done.partition(),
                    done.offset(),
                    e.getMessage());
        }
    }

    private void hold() {
        if (isBusy()) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
    }

    private long unread() {
        return consumer.assignment().stream()
                .map(consumer::currentLag)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .sum();
    }

    /** Whether the group has told this process its partitions. */
    boolean isMember() {
        return member;
    }

    boolean isHeld() {
        return isBusy();
    }

    Set<TopicPartition> assignment() {
        return consumer.assignment();
    }

    /** Waits for what runs, which should know that it is to end; whether it did within that time. */
    boolean finish(Duration patience) {
        waiting.clear();
        thread.shutdown();
        return settle(patience);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
        member = true;
        if (!added.isEmpty()) {
            LOG.info("partitions assigned partitions={}", added);
        }
        if (isBusy()) {
            consumer.pause(added);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> removed) {
        waiting.removeIf(request -> removed.contains(request.partition()));
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
        } catch (KafkaException e) {
            LOG.warn("consumer not closed in good order reason={}", e.toString());
        }
    }
}
