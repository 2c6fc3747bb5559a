package io.headgate.ingest.source;

import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.error.SourceUnavailable;
import io.headgate.recovery.intent.SourcePartition;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out why Kafka does not have an offset that a partition is read at. */
final class RefusedOffset {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedOffset.class);

    private final TopicCatalog catalog;

    RefusedOffset(TopicCatalog catalog) {
        this.catalog = catalog;
    }

    /** Why the partition's source has to be stopped; empty while Kafka does not say, which it is asked again then. */
    Optional<SourceMismatch> reason(SourcePartition partition, long wanted) {
        try {
            OffsetRange range = catalog.ranges(List.of(partition)).get(partition);
            ResumeRule.checkRange(partition, wanted, range);
            return Optional.of(new SourceMismatch(
                    partition.topic(),
                    partition.partition(),
                    "Kafka refused offset " + wanted + " of " + partition + " although it has " + range.start() + " to "
                            + range.end() + ": its log was cut or replaced while it was read; start the worker again"
                            + " to have the graph's offsets checked"));
        } catch (SourceMismatch mismatch) {
            return Optional.of(mismatch);
        } catch (SourceUnavailable away) {
            // The next poll is refused in the same way.
            LOG.warn("cannot tell why an offset was refused partition={} offset={}", partition, wanted, away);
            return Optional.empty();
        }
    }
}
