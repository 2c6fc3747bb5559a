package io.headgate.ingest.source;

import io.headgate.recovery.error.SourceMismatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sources that are not read any more, each with the first reason. For use by one thread. */
final class StoppedSources {
    private static final Logger LOG = LoggerFactory.getLogger(StoppedSources.class);

    private final Map<String, SourceMismatch> reasons = new LinkedHashMap<>();

    void stop(SourceMismatch reason) {
        if (reasons.putIfAbsent(reason.topic(), reason) == null) {
            LOG.error(
                    "source stopped topic={} partition={} reason={}",
                    reason.topic(),
                    reason.partition(),
                    reason.getMessage());
        }
    }

    boolean contains(String topic) {
        return reasons.containsKey(topic);
    }

    int size() {
        return reasons.size();
    }

    List<SourceMismatch> reasons() {
        return List.copyOf(reasons.values());
    }
}
