package io.headgate.engine.table.lance;

import io.headgate.recovery.intent.FragmentRewrite;
import java.util.List;
import org.lance.Dataset;
import org.lance.FragmentMetadata;
import org.lance.compaction.CompactionOptions;
import org.lance.compaction.CompactionTask;
import org.lance.compaction.RewriteResult;
import org.lance.compaction.TaskData;
import org.lance.fragment.VersionMeta;

/** Writes the rows of some fragments once more, by Lance's own compaction; which fragments is not left to Lance. */
final class Rewriting {

    /** Stands for a number that a fragment does not have yet; it is also that of a table's first fragment. */
    static final int NUMBERED_AT_COMMIT = 0;

    private final TableContext table;
    private final Dataset pinned;

    Rewriting(TableContext table, Dataset pinned) {
        this.table = table;
        this.pinned = pinned;
    }

    FragmentRewrite write(List<Integer> ids, long rowsPerFile) {
        Fragments fragments = new Fragments(pinned);
        List<FragmentMetadata> replaced = fragments.require(ids);
        if (replaced.isEmpty() || rowsPerFile < 1) {
            throw new IllegalRequest(
                    "fragments " + ids + " cannot be rewritten into files of " + rowsPerFile + " rows");
        }
        if (!new Segments(pinned, fragments).coverAlike(ids)) {
            throw new IllegalRequest("fragments " + ids + " of table " + table.path()
                    + " cannot be rewritten together: an index covers some of them and not the others");
        }
        CompactionOptions options = CompactionOptions.builder()
                .withTargetRowsPerFragment(rowsPerFile)
                .build();
        RewriteResult result = new CompactionTask(new TaskData(replaced), pinned.version(), options).execute(pinned);
        List<FragmentMetadata> replacements =
                result.getNewFragments().stream().map(this::unnumbered).toList();
        table.forcer().staged(replacements);
        return new FragmentRewrite(
                replaced.stream()
                        .map(fragment -> ReplacedFragment.of(pinned.version(), fragment))
                        .map(ReplacedFragment::encode)
                        .toList(),
                replacements.stream().map(FragmentCodec::encode).toList(),
                replacements.stream().mapToLong(FragmentMetadata::getNumRows).sum());
    }

    /** As it is to stand in versions of the table. */
    private FragmentMetadata unnumbered(FragmentMetadata fragment) {
        VersionMeta asNew = RowVersions.uniform(fragment.getPhysicalRows(), pinned.version());
        return new FragmentMetadata(
                NUMBERED_AT_COMMIT,
                fragment.getFiles(),
                fragment.getPhysicalRows(),
                fragment.getDeletionFile(),
                table.rowIdFiles()
                        .moveOut(fragment, table.inlineRowIdBytes())
                        .map(RowIdFile::meta)
                        .orElse(fragment.getRowIdMeta()),
                asNew,
                asNew);
    }
}
