package io.headgate.ingest.metrics;

import io.headgate.engine.maintain.IndexStatus;
import io.headgate.engine.maintain.TableStatus;
import io.headgate.recovery.id.TableId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What each table was made of when it was last looked at. Thread-safe. */
final class TableMeters {
    private final List<Meter> meters;
    private Map<TableId, TableStatus> statuses = Map.of();
    private volatile Map<Tags, TableStatus> shown = Map.of();

    private record Meter(MultiGauge gauge, ToDoubleFunction<TableStatus> value) {}

    TableMeters(MeterRegistry registry) {
        this.meters = List.of(
                meter(registry, "headgate.table.fragments", "Fragments", TableStatus::fragments),
                meter(
                        registry,
                        "headgate.table.small.fragments",
                        "Fragments that are to grow",
                        TableStatus::smallFragments),
                meter(
                        registry,
                        "headgate.table.deleted.rows",
                        "Rows that are deleted and still take up space",
                        TableStatus::deletedRows),
                meter(
                        registry,
                        "headgate.table.unindexed.rows",
                        "Rows that at least one declared index does not know",
                        TableMeters::unindexed),
                meter(
                        registry,
                        "headgate.table.needs.work",
                        "Whether maintenance would find something to do",
                        status -> status.needsWork() ? 1 : 0),
                meter(
                        registry,
                        "headgate.table.indexed.lag.versions",
                        "Graph versions since the one of which every row is in every declared index",
                        TableMeters::lag));
    }

    private static Meter meter(
            MeterRegistry registry, String name, String description, ToDoubleFunction<TableStatus> value) {
        return new Meter(MultiGauge.builder(name).description(description).register(registry), value);
    }

    private static double unindexed(TableStatus status) {
        return status.indexes().stream()
                .mapToLong(IndexStatus::coveredRows)
                .map(covered -> status.pin().rows() - covered)
                .max()
                .orElse(0);
    }

    private static double lag(TableStatus status) {
        if (status.indexes().isEmpty()) {
            return Double.NaN;
        }
        return unindexed(status) == 0
                ? 0
                : status.graphVersion().number()
                        - status.pin()
                                .indexed()
                                .map(version -> version.number())
                                .orElse(0L);
    }

    synchronized void show(List<TableStatus> all) {
        Map<TableId, TableStatus> found = new LinkedHashMap<>();
        all.forEach(status -> found.put(status.pin().id(), status));
        show(found);
    }

    synchronized void show(TableStatus one) {
        Map<TableId, TableStatus> found = new LinkedHashMap<>(statuses);
        found.put(one.pin().id(), one);
        show(found);
    }

    /** Rows that are there already stay as they are, so that a row has to look up what holds now. */
    private void show(Map<TableId, TableStatus> found) {
        statuses = found;
        Map<Tags, TableStatus> byTags = new LinkedHashMap<>();
        found.values().forEach(status -> byTags.put(TableTags.of(status.pin()), status));
        boolean same = byTags.keySet().equals(shown.keySet());
        shown = byTags;
        if (same) {
            return;
        }
        for (Meter meter : meters) {
            meter.gauge()
                    .register(byTags.keySet().stream()
                            .<Row<?>>map(tags -> Row.of(tags, this, own -> {
                                TableStatus status = own.shown.get(tags);
                                return status == null
                                        ? Double.NaN
                                        : meter.value().applyAsDouble(status);
                            }))
                            .toList());
        }
    }
}
