package io.headgate.ingest.metrics;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.RecoveryReport.Settlement;
import io.headgate.engine.write.TableChange;
import io.headgate.engine.write.WriteListener;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.error.HeadgateException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the write path does beside the own write: versions, turns, recoveries. Thread-safe. */
final class WriteMeters implements WriteListener {
    private final Counter versions;
    private final Counter turnsTaken;
    private final Counter turnsAwaited;
    private final Map<Decision, Counter> recoveries = new EnumMap<>(Decision.class);

    WriteMeters(MeterRegistry registry) {
        this.versions = Counter.builder("headgate.versions.published")
                .description("Graph versions that this worker published")
                .register(registry);
        this.turnsTaken = Counter.builder("headgate.turns.taken")
                .description("Times that this worker had the turn to commit for all")
                .register(registry);
        this.turnsAwaited = Counter.builder("headgate.turn.waits")
                .description("Looks for the turn that were in vain because another writer had it")
                .register(registry);
        for (Decision decision : Decision.values()) {
            if (decision != Decision.LEAVE) {
                recoveries.put(
                        decision,
                        Counter.builder("headgate.recoveries")
                                .description("Intents of dead writers that this worker dealt with")
                                .tag("outcome", decision.name().toLowerCase(Locale.ROOT))
                                .register(registry));
            }
        }
    }

    @Override
    public void examined(Settlement settlement) {
        Decision decision = settlement.ruling().decision();
        Counter counter = recoveries.get(decision);
        if (counter != null && (settlement.settled() || decision == Decision.REFUSE)) {
            counter.increment();
        }
    }

    @Override
    public void unreadable(HeadgateException failure) {
        recoveries.get(Decision.REFUSE).increment();
    }

    @Override
    public void published(GraphManifest version, List<TableChange> changes) {
        versions.increment();
    }

    @Override
    public void turnTaken() {
        turnsTaken.increment();
    }

    @Override
    public void turnAwaited() {
        turnsAwaited.increment();
    }
}
