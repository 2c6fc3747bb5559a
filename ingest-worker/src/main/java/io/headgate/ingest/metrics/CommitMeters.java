package io.headgate.ingest.metrics;

import io.headgate.engine.write.PhaseTimes;
import io.headgate.ingest.worker.CommitReport;
import io.headgate.ingest.worker.CommitReport.ReadTimes;
import io.headgate.recovery.intent.Account;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Everything that a commit tells: how many records, what became of them, how large, how long. Thread-safe. */
final class CommitMeters {
    private final Counter written;
    private final Counter contained;
    private final Counter polled;
    private final Counter applied;
    private final Counter superseded;
    private final Counter filtered;
    private final Counter deadLettered;
    private final Counter unknownFields;
    private final Counter restores;
    private final DistributionSummary batchRecords;
    private final DistributionSummary batchBytes;
    private final DistributionSummary attempts;
    private final Timer poll;
    private final Timer decode;
    private final Timer blocked;
    private final Timer stage;
    private final Timer arm;
    private final Timer commit;
    private final Timer publish;
    private final Timer disarm;

    CommitMeters(MeterRegistry registry) {
        this.written = commits(registry, "written");
        this.contained = commits(registry, "contained");
        this.polled = Counter.builder("headgate.records.polled")
                .description("Records of batches that are visible")
                .register(registry);
        this.applied = outcome(registry, "applied");
        this.superseded = outcome(registry, "superseded");
        this.filtered = outcome(registry, "filtered");
        this.deadLettered = outcome(registry, "dead_lettered");
        this.unknownFields = Counter.builder("headgate.unknown.fields")
                .description("Fields of records that no property has the name of, and that were ignored")
                .register(registry);
        this.restores = Counter.builder("headgate.table.restores")
                .description("Times that published content was restored over what others had left on a table")
                .register(registry);
        this.batchRecords = DistributionSummary.builder("headgate.batch.records")
                .description("Records of each batch that was written")
                .serviceLevelObjectives(Buckets.records())
                .register(registry);
        this.batchBytes = DistributionSummary.builder("headgate.batch.bytes")
                .description("Memory that the decoded rows of each batch took")
                .serviceLevelObjectives(Buckets.bytes())
                .register(registry);
        this.attempts = DistributionSummary.builder("headgate.commit.attempts")
                .description("How often each batch contended for a graph version or the turn")
                .serviceLevelObjectives(Buckets.attempts())
                .register(registry);
        this.poll = phase(registry, "poll");
        this.decode = phase(registry, "decode");
        this.blocked = phase(registry, "blocked");
        this.stage = phase(registry, "stage");
        this.arm = phase(registry, "arm");
        this.commit = phase(registry, "commit");
        this.publish = phase(registry, "publish");
        this.disarm = phase(registry, "disarm");
    }

    private static Counter commits(MeterRegistry registry, String outcome) {
        return Counter.builder("headgate.commits")
                .description(
                        "Batches of this worker that are visible: written, or found to be contained after a lost answer")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static Counter outcome(MeterRegistry registry, String outcome) {
        return Counter.builder("headgate.records")
                .description("What became of the records that were polled")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static Timer phase(MeterRegistry registry, String phase) {
        return Timer.builder("headgate.commit.phase")
                .description("Time that each batch spent in each phase of reading and writing")
                .tag("phase", phase)
                .serviceLevelObjectives(Buckets.durations())
                .register(registry);
    }

    void committed(CommitReport report) {
        written.increment();
        Account account = report.result().account();
        polled.increment(account.polled());
        applied.increment(account.applied());
        superseded.increment(account.deduplicated());
        filtered.increment(account.filtered());
        deadLettered.increment(account.deadLettered());
        unknownFields.increment(report.unknownFields());
        restores.increment(report.result().restores());
        batchRecords.record(report.polled());
        batchBytes.record(report.bytes());
        attempts.record(report.result().attempts());
        ReadTimes reading = report.times();
        poll.record(reading.poll());
        decode.record(reading.decode());
        blocked.record(reading.blocked());
        PhaseTimes writing = report.result().times();
        stage.record(writing.stage());
        arm.record(writing.arm());
        commit.record(writing.commit());
        publish.record(writing.publish());
        disarm.record(writing.disarm());
    }

    void contained() {
        contained.increment();
    }
}
