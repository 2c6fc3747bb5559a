package io.headgate.engine.simulation;

import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.StoredObject;
import io.headgate.engine.table.CommitOutcome;
import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.StagedRows;
import io.headgate.engine.table.TableTransaction;
import io.headgate.engine.table.TransactionStamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened, step by step. Text is made only when somebody wants to read it. */
final class Trace {

    private final List<Line> lines = new ArrayList<>();

    /** A call and what became of it so far. */
    static final class Line {

        private final long step;
        private final String actor;
        private final Object what;
        private @Nullable Object outcome;

        Line(long step, String actor, Object what) {
            this.step = step;
            this.actor = actor;
            this.what = what;
        }

        void outcome(@Nullable Object value) {
            outcome = value;
        }

        @Override
        public String toString() {
            String text = String.format(Locale.ROOT, "%5d  %-12s %s", step, actor, what);
            return outcome == null ? text : text + " -> " + describe(outcome);
        }
    }

    Line add(long step, String actor, Object what) {
        Line line = new Line(step, actor, what);
        lines.add(line);
        return line;
    }

    List<String> lines() {
        return lines.stream().map(Line::toString).toList();
    }

    private static String describe(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Trace::describe).orElse("nothing");
        }
        if (value instanceof StoredObject object) {
            return object.content().length + " bytes";
        }
        if (value instanceof Collection<?> all) {
            return all.stream().map(Trace::describe).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof ObjectKey key) {
            return key.path().substring(key.path().lastIndexOf('/') + 1);
        }
        if (value instanceof PinnedTable table) {
            return "version " + table.version();
        }
        if (value instanceof CommitOutcome outcome) {
            return describe(outcome);
        }
        if (value instanceof StagedChange change) {
            return "+" + change.rowsAdded() + " -" + change.rowsRemoved() + " rows";
        }
        if (value instanceof StagedRows rows) {
            return rows.rows() + " rows in " + rows.fragments();
        }
        if (value instanceof TableTransaction transaction) {
            return transaction.operation() + " " + transaction.stamp().id() + " on version " + transaction.readVersion()
                    + " for " + transaction.stamp().properties().get(TransactionStamp.INTENTS_PROPERTY);
        }
        if (value instanceof KeySet keys) {
            return keys.size() + " keys";
        }
        if (value instanceof Throwable failure) {
            return failure.getClass().getSimpleName() + ": " + failure.getMessage();
        }
        return value.toString();
    }

    private static String describe(CommitOutcome outcome) {
        return outcome.match(new CommitOutcome.Cases<>() {
            @Override
            public String committed(PinnedTable table) {
                return "committed version " + table.version();
            }

            @Override
            public String overshot(long landedAt) {
                return "overshot to version " + landedAt;
            }

            @Override
            public String rejected(String reason) {
                return "rejected: " + reason;
            }
        });
    }
}
