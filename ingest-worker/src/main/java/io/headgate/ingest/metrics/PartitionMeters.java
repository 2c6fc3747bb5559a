package io.headgate.ingest.metrics;

import io.headgate.recovery.intent.SourcePartition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Lag of each partition that the worker reads; those that go take their meters with them. For use by one thread. */
final class PartitionMeters {
    private final Clock clock;
    private final MultiGauge lag;
    private final MultiGauge visible;
    private final MultiGauge behind;
    private volatile Map<Tags, PartitionLag> lags = Map.of();

    PartitionMeters(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.lag = MultiGauge.builder("headgate.partition.lag.records")
                .description("Offsets that Kafka has and the graph does not contain yet")
                .register(registry);
        this.visible = MultiGauge.builder("headgate.partition.visible.offset")
                .description("First offset that the graph does not contain")
                .register(registry);
        this.behind = MultiGauge.builder("headgate.partition.behind.seconds")
                .description("Age of the oldest record that is not visible in the graph; 0 when all are")
                .register(registry);
    }

    void show(Map<SourcePartition, PartitionLag> found) {
        lags = found.entrySet().stream()
                .collect(Collectors.toMap(entry -> tags(entry.getKey()), Map.Entry::getValue, (one, other) -> one));
        lag.register(rows(PartitionLag::records));
        visible.register(rows(PartitionLag::visibleOffset));
        behind.register(rows(known -> known.secondsBehind(clock.instant())));
    }

    /** Rows that are there already stay as they are, so that a row has to look up what holds now. */
    private List<Row<?>> rows(ToDoubleFunction<PartitionLag> value) {
        return lags.keySet().stream()
                .<Row<?>>map(tags -> Row.of(tags, this, meters -> {
                    PartitionLag known = meters.lags.get(tags);
                    return known == null ? Double.NaN : value.applyAsDouble(known);
                }))
                .toList();
    }

    private static Tags tags(SourcePartition partition) {
        return Tags.of("topic", partition.topic(), "partition", Integer.toString(partition.partition()));
    }
}
