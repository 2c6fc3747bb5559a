package io.headgate.engine.table.lance;

import io.headgate.engine.object.FileTree;
import io.headgate.engine.table.TableRemoval;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.lance.Dataset;
import org.lance.Fragment;
import org.lance.FragmentMetadata;
import org.lance.cleanup.CleanupPolicy;
import org.lance.cleanup.RemovalStats;
import org.lance.fragment.DataFile;
import org.lance.index.Index;

/**
 * The versions of a table before the oldest that is kept, and the files that only they name. Removing is Lance's own work; it
 * leaves alone what no version names and is younger than seven days. A version file that is cut off is looked for first: Lance
 * reads all of them, and a damaged one can end the process.
 */
final class OutdatedVersions {

    private static final String INDEXES = "_indices";

    private final TableContext table;
    private final FileTree files;
    private final LongFunction<Optional<Dataset>> versions;
    private final long oldestKept;

    /** @param versions opens one, if it is there */
    OutdatedVersions(TableContext table, FileTree files, LongFunction<Optional<Dataset>> versions, long oldestKept) {
        this.table = table;
        this.files = files;
        this.versions = versions;
        this.oldestKept = oldestKept;
    }

    TableRemoval remove() {
        if (wholeVersions().headSet(oldestKept).isEmpty()) {
            return TableRemoval.NONE;
        }
        try (Dataset kept = open(oldestKept).orElseThrow(this::notThere)) {
            RemovalStats removed = kept.cleanupWithPolicy(
                    CleanupPolicy.builder().withBeforeVersion(oldestKept).build());
            return new TableRemoval(
                            removed.getOldVersions(),
                            removed.getDataFilesRemoved(),
                            removed.getDeletionFilesRemoved(),
                            removed.getIndexFilesRemoved(),
                            removed.getTransactionFilesRemoved(),
                            removed.getBytesRemoved())
                    .plus(removeRowIds());
        } catch (HeadgateException e) {
            throw e;
        } catch (Exception e) {
            throw LanceFailure.of(e).toException("remove old versions", table.path(), e);
        }
    }

    /** Those of data files that are gone, of which Lance knows nothing. */
    private TableRemoval removeRowIds() {
        Map<String, Long> leftOver = table.rowIdFiles().leftOver();
        files.remove(leftOver.keySet().stream()
                .map(name -> table.path() + "/" + name)
                .toList());
        return new TableRemoval(
                0,
                leftOver.size(),
                0,
                0,
                0,
                leftOver.values().stream().mapToLong(Long::longValue).sum());
    }

    /** What would be removed. */
    TableRemoval weigh() {
        TreeSet<Long> all = wholeVersions();
        if (all.headSet(oldestKept).isEmpty()) {
            return TableRemoval.NONE;
        }
        if (!all.contains(oldestKept)) {
            throw notThere();
        }
        Set<String> outdated = new HashSet<>();
        all.headSet(oldestKept).forEach(version -> outdated.addAll(named(version)));
        all.tailSet(oldestKept).forEach(version -> outdated.removeAll(named(version)));
        Tally tally = new Tally();
        tally.add(
                CommittedFiles.VERSIONS,
                sizes(
                        CommittedFiles.VERSIONS,
                        name -> CommittedFiles.versionOf(name)
                                .filter(version -> version < oldestKept)
                                .isPresent()));
        for (String directory : List.of(StagedFiles.DATA, LocalTableForcer.DELETIONS, CommittedFiles.TRANSACTIONS)) {
            tally.add(directory, sizes(directory, name -> outdated.contains(directory + "/" + name)));
        }
        Map<String, Long> rowIds = new HashMap<>(table.rowIdFiles().all());
        rowIds.keySet().removeIf(name -> !outdated.contains(StagedFiles.DATA + "/" + RowIdFile.dataFileOf(name)));
        tally.add(StagedFiles.DATA, rowIds);
        outdated.stream()
                .filter(name -> name.startsWith(INDEXES + "/"))
                .forEach(index -> tally.add(INDEXES, sizes(index, name -> true)));
        return tally.removal();
    }

    /** All of them; those that are removed while this lasts are left out. */
    private TreeSet<Long> wholeVersions() {
        TreeSet<Long> found = new TreeSet<>();
        files.each(table.path() + "/" + CommittedFiles.VERSIONS, (name, size) -> {
            Optional<Long> version = CommittedFiles.versionOf(name);
            if (version.isPresent()) {
                if (!table.tornVersions().isWhole(version.get())) {
                    throw new CorruptState(
                            table.path().value(),
                            "Version " + version.get() + " of table " + table.path()
                                    + " is cut off. Nothing was removed; if it is above the published one, the next writer"
                                    + " tidies it up, else restore it from a copy.");
                }
                found.add(version.get());
            }
        });
        if (found.isEmpty()) {
            throw notThere();
        }
        return found;
    }

    /** Files of a version below the table's directory, and directories of its indexes. */
    private Set<String> named(long version) {
        Optional<Dataset> opened = open(version);
        if (opened.isEmpty()) {
            return Set.of();
        }
        try (Dataset dataset = opened.get()) {
            Set<String> names = new HashSet<>();
            for (Fragment fragment : dataset.getFragments()) {
                FragmentMetadata metadata = fragment.metadata();
                for (DataFile file : metadata.getFiles()) {
                    names.add(StagedFiles.DATA + "/" + file.getPath());
                }
                if (metadata.getDeletionFile() != null) {
                    names.add(LocalTableForcer.DELETIONS + "/" + LocalTableForcer.deletionFile(metadata));
                }
            }
            for (Index index : dataset.getIndexes()) {
                names.add(INDEXES + "/" + index.uuid());
            }
            History.madeBy(dataset)
                    .ifPresent(made -> names.add(CommittedFiles.TRANSACTIONS + "/"
                            + made.files(version).transactionFile()));
            return names;
        } catch (HeadgateException e) {
            throw e;
        } catch (Exception e) {
            throw LanceFailure.of(e).toException("list the files of version " + version, table.path(), e);
        }
    }

    private Map<String, Long> sizes(String directory, Predicate<String> wanted) {
        Map<String, Long> sizes = new HashMap<>();
        files.each(table.path() + "/" + directory, (name, size) -> {
            if (wanted.test(name)) {
                sizes.put(name, size);
            }
        });
        return sizes;
    }

    private Optional<Dataset> open(long version) {
        return versions.apply(version);
    }

    private CorruptState notThere() {
        return new CorruptState(
                table.path().value(),
                "Table " + table.path() + " has no version " + oldestKept
                        + ", before which it was to be cleaned up. Nothing was removed; look at it with headgate verify.");
    }

    /** Numbers of files by directory, and their size. */
    private static final class Tally {

        private final Map<String, Long> numbers = new HashMap<>();
        private long bytes;

        void add(String directory, Map<String, Long> sizes) {
            numbers.merge(directory, (long) sizes.size(), Long::sum);
            bytes += sizes.values().stream().mapToLong(Long::longValue).sum();
        }

        private long number(String directory) {
            return numbers.getOrDefault(directory, 0L);
        }

        TableRemoval removal() {
            return new TableRemoval(
                    number(CommittedFiles.VERSIONS),
                    number(StagedFiles.DATA),
                    number(LocalTableForcer.DELETIONS),
                    number(INDEXES),
                    number(CommittedFiles.TRANSACTIONS),
                    bytes);
        }
    }
}
