package io.headgate.ingest.metrics;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.ingest.source.ReadingState;
import io.headgate.ingest.worker.CommitReport;
import io.headgate.ingest.worker.ProgressListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How many graph versions the indexes of each table are behind. Told by one thread. */
final class IndexedMeters implements ProgressListener {
    private final MultiGauge lag;
    private volatile Map<Tags, Double> lags = Map.of();
    private @Nullable GraphManifest last;

    IndexedMeters(MeterRegistry registry) {
        this.lag = MultiGauge.builder("headgate.table.indexed.lag.versions")
                .description("Graph versions since the one of which every row is in every declared index")
                .register(registry);
    }

    @Override
    public void committed(CommitReport report) {}

    @Override
    public void stepped(GraphManifest newest, Supplier<ReadingState> reading) {
        if (newest == last) {
            return;
        }
        last = newest;
        Map<Tags, Double> now = new LinkedHashMap<>();
        newest.tables().forEach(pin -> now.put(TableTags.of(pin), lag(newest, pin)));
        Set<Tags> before = lags.keySet();
        lags = now;
        if (!before.equals(now.keySet())) {
            lag.register(
                    now.keySet().stream()
                            .<Row<?>>map(
                                    tags -> Row.of(tags, this, meters -> meters.lags.getOrDefault(tags, Double.NaN)))
                            .toList(),
                    true);
        }
    }

    private static double lag(GraphManifest newest, TablePin pin) {
        return pin.indexed()
                .map(indexed -> (double) (newest.version().number() - indexed.number()))
                .orElse(Double.NaN);
    }
}
