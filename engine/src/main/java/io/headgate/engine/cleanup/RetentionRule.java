package io.headgate.engine.cleanup;

import io.headgate.recovery.id.GraphVersion;
import java.time.Instant;
import java.util.List;

/** Decides which graph version is the oldest that stays. Pure. */
final class RetentionRule {

    private final Retention retention;
    private final Instant now;

    RetentionRule(Retention retention, Instant now) {
        this.retention = retention;
        this.now = now;
    }

    /**
     * The oldest version that stays if all before it are old enough.
     *
     * @param oldest the oldest that stays now
     * @param newest the newest that is not a cleanup's own
     */
    GraphVersion bound(GraphVersion oldest, GraphVersion newest) {
        long byNumber = newest.number() - retention.versions() + 1;
        long atOnce = oldest.number() + retention.atOnce();
        return new GraphVersion(Math.max(oldest.number(), Math.min(byNumber, atOnce)));
    }

    boolean isYoung(Instant committedAt) {
        return committedAt.isAfter(now.minus(retention.age()));
    }

    /**
     * The oldest version that stays; never older than it is now.
     *
     * @param oldest the oldest that stays now
     * @param committedAt when that one and those after it were published, as far as {@link #bound} or up to one that is young
     */
    GraphVersion oldestKept(GraphVersion oldest, List<Instant> committedAt, Protection protection) {
        int old = 0;
        while (old < committedAt.size() && !isYoung(committedAt.get(old))) {
            old++;
        }
        GraphVersion kept = protection.lower(new GraphVersion(oldest.number() + old), now);
        return kept.compareTo(oldest) < 0 ? oldest : kept;
    }
}
