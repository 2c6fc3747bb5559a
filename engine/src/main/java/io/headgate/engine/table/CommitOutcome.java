package io.headgate.engine.table;

/** What became of a table commit. A closed choice: handle it with {@link #match}. */
public sealed interface CommitOutcome {

    <R> R match(Cases<R> cases);

    /** One function for each outcome. */
    interface Cases<R> {
        R committed(PinnedTable table);

        R overshot(long landedAt);

        R rejected(String reason);
    }

    /**
     * The change landed at exactly the version after the one it was staged on.
     *
     * @param table the table at that version; the caller closes it
     */
    record Committed(PinnedTable table) implements CommitOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.committed(table);
        }
    }

    /**
     * Others had moved the HEAD and the substrate silently put the change on top of theirs. The HEAD now holds content
     * that must never be pinned: restore the base, stage and commit again.
     */
    record Overshot(long landedAt) implements CommitOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.overshot(landedAt);
        }
    }

    /** Others had moved the HEAD in a way that conflicts; nothing of the change landed. */
    record Rejected(String reason) implements CommitOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rejected(reason);
        }
    }
}
