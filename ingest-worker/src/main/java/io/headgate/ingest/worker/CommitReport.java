package io.headgate.ingest.worker;

import io.headgate.engine.write.PhaseTimes;
import io.headgate.engine.write.WriteResult;
import io.headgate.recovery.intent.SourceClaim;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One commit of a worker, for people and dashboards.
 *
 * @param claims the source offsets that it made visible
 * @param rows rows of node and edge tables, deletes included
 * @param unknownFields fields that no property has the name of, and that were ignored
 * @param bytes in memory
 * @param times of reading; those of writing are in the result
 */
public record CommitReport(
        WriteResult result,
        List<SourceClaim> claims,
        long polled,
        long rows,
        long deadLettered,
        long unknownFields,
        long bytes,
        ReadTimes times) {
    public CommitReport {
        claims = List.copyOf(claims);
    }

    /**
     * How long reading a batch took.
     *
     * @param poll waiting for Kafka
     * @param decode turning records into rows
     * @param blocked waiting for the batch before to be written, partitions paused
     */
    public record ReadTimes(Duration poll, Duration decode, Duration blocked) {
        public static final ReadTimes NONE = new ReadTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO);

        ReadTimes plusPoll(Duration more) {
            return new ReadTimes(poll.plus(more), decode, blocked);
        }

        ReadTimes plusDecode(Duration more) {
            return new ReadTimes(poll, decode.plus(more), blocked);
        }

        ReadTimes plusBlocked(Duration more) {
            return new ReadTimes(poll, decode, blocked.plus(more));
        }
    }

    /** One line of {@code key=value} pairs. */
    public String line() {
        PhaseTimes phases = result.times();
        return String.format(
                Locale.ROOT,
                "version=%s commit=%s rows=%d polled=%d dead_letters=%d unknown_fields=%d partitions=%s bytes=%d attempts=%d restores=%d poll_ms=%d"
                        + " decode_ms=%d blocked_ms=%d stage_ms=%d arm_ms=%d commit_ms=%d publish_ms=%d disarm_ms=%d",
                result.manifest().version(),
                result.manifest().commit(),
                rows,
                polled,
                deadLettered,
                unknownFields,
                claims.stream()
                        .map(claim -> claim.partition() + ":" + claim.from() + ".." + claim.to())
                        .collect(Collectors.joining(",")),
                bytes,
                result.attempts(),
                result.restores(),
                times.poll().toMillis(),
                times.decode().toMillis(),
                times.blocked().toMillis(),
                phases.stage().toMillis(),
                phases.arm().toMillis(),
                phases.commit().toMillis(),
                phases.publish().toMillis(),
                phases.disarm().toMillis());
    }
}
