package io.headgate.ingest.health;

import io.headgate.ingest.config.HealthConfig;
import io.headgate.ingest.source.ReadingState;
import io.headgate.ingest.worker.WorkerState;
import java.time.Duration;

/**
 * When a worker is live and when it is ready. Not live means that only a new process helps: a thread hangs. Storage or Kafka that
 * is away is no such thing, because asking again shows signs of life.
 *
 * @param shutdownTimeout how long a worker that is told to stop may rightly take
 */
public record HealthRules(HealthConfig limits, Duration shutdownTimeout) {

    /** Whether its threads get on. */
    public Verdict live(Vitals vitals) {
        return switch (vitals.state()) {
            case NEW, RUNNING -> atWork(vitals);
            case DRAINING -> draining(vitals);
            case STOPPED -> Verdict.yes("the worker has left");
        };
    }

    private Verdict atWork(Vitals vitals) {
        Duration silence = vitals.sinceSign();
        boolean silent = silence.compareTo(limits.progressWithin()) > 0;
        if (vitals.sinceRound().isEmpty()) {
            return silent
                    ? Verdict.no("the start shows no sign of life since " + seconds(silence)
                            + ", more than health.progress-within=" + seconds(limits.progressWithin()))
                    : Verdict.yes("the worker starts");
        }
        Duration round = vitals.sinceRound().get();
        if (round.compareTo(limits.pollWithin()) > 0) {
            return Verdict.no("the loop that polls Kafka has not come by since " + seconds(round)
                    + ", more than health.poll-within=" + seconds(limits.pollWithin()));
        }
        if (vitals.working() && silent) {
            return Verdict.no("work on the graph shows no sign of life since " + seconds(silence)
                    + ", more than health.progress-within=" + seconds(limits.progressWithin()));
        }
        return Verdict.yes("polling, last round " + seconds(round) + " ago");
    }

    private Verdict draining(Vitals vitals) {
        Duration bound = shutdownTimeout.plus(limits.pollWithin());
        return vitals.inState().compareTo(bound) > 0
                ? Verdict.no("leaving takes " + seconds(vitals.inState())
                        + ", more than shutdown.timeout and health.poll-within together (" + seconds(bound) + ")")
                : Verdict.yes("the worker finishes what is in flight and leaves");
    }

    /** Whether it does its share: the graph is open, and it reads its partitions or its group has none for it. */
    public Verdict ready(Vitals vitals) {
        ReadingState reading = vitals.reading();
        if (vitals.state() != WorkerState.RUNNING) {
            return Verdict.no(
                    vitals.state() == WorkerState.NEW ? "the graph is being opened" : "the worker is leaving");
        }
        if (vitals.sinceRound().isEmpty()) {
            return Verdict.no("the sources are being looked at");
        }
        if (!reading.member()) {
            return Verdict.no("the worker is not a member of its group yet");
        }
        if (!reading.reading().isEmpty()) {
            return Verdict.yes("reading " + reading.reading().size() + " partitions");
        }
        return reading.waiting() > 0
                ? Verdict.no(reading.waiting() + " assigned partitions wait until it is known where the graph is")
                : Verdict.yes("idle: the group has no partition for this worker");
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + "s";
    }
}
