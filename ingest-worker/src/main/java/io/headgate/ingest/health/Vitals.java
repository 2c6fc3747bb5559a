package io.headgate.ingest.health;

import io.headgate.ingest.source.ReadingState;
import io.headgate.ingest.worker.WorkerState;
import io.headgate.recovery.id.GraphVersion;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of a worker at one moment. Durations are of a monotonic clock.
 *
 * @param inState how long it has been in that state
 * @param sinceRound since the loop that polls came by; empty before its first round
 * @param working whether work on the graph is under way
 * @param sinceSign since the last sign of life of such work, or of the start
 * @param version the newest graph version that it has seen; empty until it polls
 */
public record Vitals(
        WorkerState state,
        Duration inState,
        Optional<Duration> sinceRound,
        boolean working,
        Duration sinceSign,
        ReadingState reading,
        Optional<GraphVersion> version) {}
