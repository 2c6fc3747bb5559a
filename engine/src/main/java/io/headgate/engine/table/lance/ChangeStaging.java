package io.headgate.engine.table.lance;

import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.StagedRows;
import io.headgate.recovery.error.CorruptState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.lance.Dataset;
import org.lance.Fragment;
import org.lance.FragmentMetadata;
import org.lance.operation.Append;
import org.lance.operation.Operation;
import org.lance.operation.Update;
import org.lance.schema.LanceField;

/** Turns staged rows and keys into operations on one open version. */
final class ChangeStaging {

    private final TableContext table;
    private final Dataset pinned;

    ChangeStaging(TableContext table, Dataset pinned) {
        this.table = table;
        this.pinned = pinned;
    }

    StagedChange append(StagedRows rows) {
        List<FragmentMetadata> added = fragmentsOf(rows);
        return change(appendOf(added), rows.rows(), 0);
    }

    /**
     * Not by an Overwrite of Lance: that numbers fragments from 0 again, and Lance remembers the row ids of a fragment by its
     * number, so that indexes would find the wrong rows.
     */
    StagedChange overwrite(StagedRows rows) {
        List<FragmentMetadata> added = fragmentsOf(rows);
        List<Long> all = pinned.getFragments().stream()
                .map(fragment -> (long) fragment.getId())
                .toList();
        return change(all.isEmpty() ? appendOf(added) : update(all, List.of(), added), rows.rows(), pinned.countRows());
    }

    StagedChange replace(KeySet keys, StagedRows rows) {
        List<FragmentMetadata> added = fragmentsOf(rows);
        RowLocations found = table.lookup().find(pinned, keys);
        if (found.isEmpty()) {
            // Nothing to remove at this version, and the commit checks that it lands on exactly this version.
            return change(appendOf(added), rows.rows(), 0);
        }
        return change(found, added, rows.rows());
    }

    /** Removes rows that are known by their places. */
    StagedChange remove(RowLocations rows) {
        return change(rows, List.of(), 0);
    }

    private StagedChange change(RowLocations found, List<FragmentMetadata> added, long rowsAdded) {
        List<Long> removed = new ArrayList<>();
        List<FragmentMetadata> updated = new ArrayList<>();
        List<String> marks = new ArrayList<>();
        found.forEach((offsets, id) -> {
            Fragment fragment = pinned.getFragment(id);
            FragmentMetadata left = fragment.deleteRows(offsets);
            if (left == null) {
                removed.add((long) id);
                return;
            }
            updated.add(left);
            if (!DeletionMark.of(left).equals(DeletionMark.of(fragment.metadata()))) {
                marks.add(LocalTableForcer.deletionFile(left));
            }
        });
        table.forcer().deleted(updated);
        return new LanceStagedChange(pinned, update(removed, updated, added), rowsAdded, found.size(), marks);
    }

    private StagedChange change(Operation operation, long added, long removed) {
        return new LanceStagedChange(pinned, operation, added, removed);
    }

    private Operation appendOf(List<FragmentMetadata> added) {
        // Lance refuses an Append of nothing, but not an Update that changes nothing.
        return added.isEmpty()
                ? update(List.of(), List.of(), List.of())
                : new Append.Builder().fragments(added).build();
    }

    /** Rows move to new fragments, so all fields count as rewritten: without that, indexes would silently miss rows. */
    private Operation update(List<Long> removed, List<FragmentMetadata> updated, List<FragmentMetadata> added) {
        return Update.builder()
                .removedFragmentIds(removed)
                .updatedFragments(updated)
                .newFragments(added)
                .updateMode(Optional.of(Update.UpdateMode.RewriteRows))
                .fieldsForPreservingFragBitmap(fieldIds())
                .build();
    }

    /** Fragments with fields that the table does not have would make Lance end the process when they are committed. */
    private List<FragmentMetadata> fragmentsOf(StagedRows rows) {
        List<FragmentMetadata> fragments =
                rows.fragments().stream().map(FragmentCodec::decode).toList();
        long[] known = fieldIds();
        boolean fits = fragments.stream()
                .flatMap(fragment -> fragment.getFiles().stream())
                .flatMapToLong(file -> LongStream.of(toLongs(file.getFields())))
                .allMatch(field -> LongStream.of(known).anyMatch(id -> id == field));
        if (!fits) {
            throw new CorruptState(
                    table.path().value(),
                    "Rows staged for table " + table.path() + " have columns that its version " + pinned.version()
                            + " does not have. Nothing was changed; stage them again.");
        }
        return fragments;
    }

    private long[] fieldIds() {
        return ids(pinned.getLanceSchema().fields()).toArray();
    }

    private static LongStream ids(List<LanceField> fields) {
        return fields.stream()
                .flatMapToLong(field -> LongStream.concat(LongStream.of(field.getId()), ids(field.getChildren())));
    }

    private static long[] toLongs(int[] values) {
        long[] longs = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            longs[i] = values[i];
        }
        return longs;
    }
}
