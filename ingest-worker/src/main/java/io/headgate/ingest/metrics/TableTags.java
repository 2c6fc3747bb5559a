package io.headgate.ingest.metrics;

import io.headgate.engine.manifest.TablePin;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/** The labels of a table's meters. */
final class TableTags {
    private TableTags() {}

    /** A node and an edge type may have one name. */
    static Tags of(TablePin pin) {
        return Tags.of("kind", pin.kind().name().toLowerCase(Locale.ROOT), "table", pin.name());
    }
}
