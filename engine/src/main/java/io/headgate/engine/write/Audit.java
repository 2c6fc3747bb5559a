package io.headgate.engine.write;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.object.ObjectKey;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.decide.TableFinding;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Intent;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one record of each recovered intent: it is named by the intent and created only if absent. A record that cannot be
 * put is tried again, and the intent stays until it is there.
 */
final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final int ATTEMPTS = 5;

    private final WriteContext context;
    private final JsonCodec<RecoveryRecord> codec =
            new JsonCodec<>(RecoveryRecord.class, RecoveryRecord.FORMAT_VERSION, "recovery record");
    private final RetryPolicy<Object> retries;

    Audit(WriteContext context) {
        this.context = context;
        WriteLimits limits = context.environment().limits();
        this.retries = RetryPolicy.builder()
                .handle(StorageUnavailable.class)
                .withBackoff(limits.shortestPause(), limits.longestPause())
                .withMaxAttempts(ATTEMPTS)
                .build();
    }

    Optional<RecoveryRecord> find(IntentId intent) {
        ObjectKey key = GraphKeys.audit(intent);
        return context.environment().objects().get(key).map(object -> codec.read(object.content(), key.path()));
    }

    /** Whether the record is there now, by us or by somebody who settled the same intent. */
    boolean record(
            Intent intent,
            Decision decision,
            String reason,
            List<TableFinding> tables,
            Optional<GraphVersion> publishedIn) {
        RecoveryRecord record = new RecoveryRecord(
                RecoveryRecord.FORMAT_VERSION,
                intent.id(),
                intent.graph(),
                intent.branch(),
                decision,
                reason,
                intent.operation(),
                intent.actor(),
                intent.owner(),
                intent.armedAt(),
                intent.base(),
                publishedIn,
                tables.stream()
                        .map(table -> new RecoveryRecord.Table(
                                table.table(), table.name(), table.shape(), table.pinned(), table.head()))
                        .toList(),
                context.actor(),
                context.environment().self(),
                context.environment().clock().instant());
        byte[] content = codec.write(record);
        context.reached(FaultPoint.AUDIT_BEFORE_PUT);
        try {
            Failsafe.with(retries)
                    .get(() -> context.environment().objects().putIfAbsent(GraphKeys.audit(intent.id()), content));
        } catch (StorageUnavailable e) {
            LOG.warn("phase=audit intent={} left for the next write entry: {}", intent.id(), e.getMessage());
            return false;
        }
        context.reached(FaultPoint.AUDIT_AFTER_PUT);
        return true;
    }
}
