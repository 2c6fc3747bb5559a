package io.headgate.ingest.metrics;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.ingest.health.Pulse;
import io.headgate.recovery.error.SourceUnavailable;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares, every now and then and on a thread of its own, where the graph is with where Kafka ends, for the partitions that the
 * worker reads. What Kafka does not answer is unknown, and not what it was the last time.
 */
final class LagSampler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LagSampler.class);

    private final Pulse pulse;
    private final UnseenRecords unseen;
    private final Function<Collection<SourcePartition>, Map<SourcePartition, Long>> ends;
    private final Clock clock;
    private final Consumer<Map<SourcePartition, PartitionLag>> listener;
    private final ScheduledExecutorService thread;

    /** When a partition was first seen to have records that were not polled, to say since when it is behind. */
    private final Map<SourcePartition, Instant> noticed = new HashMap<>();

    /**
     * @param ends where partitions end; may throw {@link SourceUnavailable}
     * @param listener is given what was found, on the sampler's thread
     */
    LagSampler(
            Pulse pulse,
            UnseenRecords unseen,
            Function<Collection<SourcePartition>, Map<SourcePartition, Long>> ends,
            Clock clock,
            Consumer<Map<SourcePartition, PartitionLag>> listener) {
        this.pulse = pulse;
        this.unseen = unseen;
        this.ends = ends;
        this.clock = clock;
        this.listener = listener;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "headgate-lag");
            made.setDaemon(true);
            return made;
        });
    }

    void every(Duration interval) {
        thread.scheduleWithFixedDelay(this::attempt, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void attempt() {
        try {
            sample();
        } catch (RuntimeException e) {
            // An exception would end the schedule.
            LOG.warn("lag not known reason={}", e.toString());
        }
    }

    /** Looks once. For use by one thread. */
    void sample() {
        Optional<GraphManifest> newest = pulse.newest();
        if (newest.isEmpty()) {
            return;
        }
        Set<SourcePartition> reading = pulse.reading().reading();
        unseen.retain(reading);
        noticed.keySet().retainAll(reading);
        Map<SourcePartition, Long> known = askEnds(reading);
        Map<SourcePartition, Long> visible = newest.get().sources().stream()
                .collect(Collectors.toMap(SourceOffset::partition, SourceOffset::nextOffset));
        Map<SourcePartition, PartitionLag> lags = new HashMap<>();
        for (SourcePartition partition : reading) {
            lags.put(partition, lag(partition, of(visible, partition), of(known, partition)));
        }
        listener.accept(lags);
    }

    private Map<SourcePartition, Long> askEnds(Set<SourcePartition> reading) {
        try {
            return ends.apply(reading);
        } catch (SourceUnavailable away) {
            LOG.debug("lag not known reason={}", away.getMessage());
            return Map.of();
        }
    }

    private PartitionLag lag(SourcePartition partition, OptionalLong visible, OptionalLong end) {
        Optional<Instant> polled = unseen.oldest(partition, visible.orElse(0));
        boolean behind = visible.isPresent() && end.isPresent() && visible.getAsLong() < end.getAsLong();
        if (polled.isPresent()) {
            noticed.remove(partition);
            return new PartitionLag(visible, end, polled);
        }
        if (!behind) {
            if (end.isPresent()) {
                noticed.remove(partition);
            }
            return new PartitionLag(visible, end, Optional.ofNullable(noticed.get(partition)));
        }
        Instant since = noticed.computeIfAbsent(partition, name -> clock.instant());
        return new PartitionLag(visible, end, Optional.of(since));
    }

    private static OptionalLong of(Map<SourcePartition, Long> offsets, SourcePartition partition) {
        Long offset = offsets.get(partition);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    @Override
    public void close() {
        shutDown(thread);
    }

    /** A look that is under way may wait for Kafka; nobody needs its answer any more. */
    private static void shutDown(ExecutorService executor) {
        executor.shutdownNow();
        try {
            executor.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
