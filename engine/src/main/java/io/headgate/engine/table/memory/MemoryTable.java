package io.headgate.engine.table.memory;

import io.headgate.engine.table.IndexSegment;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableRemoval;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.error.CorruptState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Schema;

/** The files and the history of one table, shared by all who have it open. Thread-safe. */
final class MemoryTable {

    private final TablePath path;
    private final Schema schema;
    private final List<TableVersion> versions = new ArrayList<>();
    private final Map<String, FragmentFile> files = new HashMap<>();
    private final Map<String, IndexSegment> segments = new HashMap<>();
    private int nextFragmentId;
    private long nextRow;
    private long stagedFiles;
    /** Those before it were removed. */
    private long oldest = 1;

    MemoryTable(TablePath path, Schema schema, TransactionStamp stamp) {
        this.path = path;
        this.schema = schema;
        this.versions.add(new TableVersion(1, List.of(), List.of(), 0, Effect.of(Effect.Kind.OVERWRITE), stamp));
    }

    TablePath path() {
        return path;
    }

    Schema schema() {
        return schema;
    }

    synchronized TableVersion head() {
        return versions.get(versions.size() - 1);
    }

    synchronized Optional<TableVersion> find(long number) {
        return number < oldest || number > versions.size()
                ? Optional.empty()
                : Optional.of(versions.get((int) number - 1));
    }

    /** @param carried the identity of each row when they are in the table already; empty when they are new */
    synchronized FragmentFile addFile(ArrowRows.Taken rows, List<Long> carried) {
        FragmentFile file =
                new FragmentFile(path + "#" + stagedFiles++, rows.content(), rows.ids(), rows.rows(), carried);
        files.put(file.name(), file);
        return file;
    }

    synchronized FragmentFile file(String name) {
        return Optional.ofNullable(files.get(name))
                .orElseThrow(() -> new CorruptState(
                        path.value(),
                        "Table " + path + " has no data file '" + name + "': it was staged elsewhere, or it is gone"));
    }

    synchronized IndexSegment addSegment(String index, Set<Integer> fragments) {
        IndexSegment segment = new IndexSegment(path + "/" + index + "#" + segments.size(), index, fragments);
        segments.put(segment.id(), segment);
        return segment;
    }

    /** A segment as it was built, whether a version names it or not. */
    synchronized IndexSegment segment(String id) {
        return Optional.ofNullable(segments.get(id))
                .orElseThrow(() -> new CorruptState(
                        path.value(),
                        "Table " + path + " has no segment '" + id + "' of an index: it was staged elsewhere"));
    }

    /** Every file, whether a version names it or not. */
    synchronized List<FragmentFile> files() {
        return List.copyOf(files.values());
    }

    /**
     * Puts the change on top of the head, wherever that is by now.
     *
     * @return the version that was made, or the reason why none was
     */
    synchronized Landing commit(long base, MemoryChange change, TransactionStamp stamp) {
        for (TableVersion later : versions.subList((int) base, versions.size())) {
            Optional<String> conflict = change.effect().conflictBehind(later.effect());
            if (conflict.isPresent()) {
                return new Landing(Optional.empty(), conflict.get() + " at version " + later.number());
            }
        }
        List<Fragment> fragments = remaining(change);
        for (FragmentFile file : change.added()) {
            fragments.add(Fragment.whole(nextFragmentId++, file, nextRow));
            nextRow += file.rows();
        }
        return new Landing(Optional.of(add(fragments, remainingSegments(change), base, change.effect(), stamp)), "");
    }

    synchronized TableVersion restore(TableVersion old, TransactionStamp stamp) {
        requireFiles(old);
        return add(old.fragments(), old.segments(), old.number(), Effect.of(Effect.Kind.RESTORE), stamp);
    }

    /** A version that is open reads as long as its files are there. */
    synchronized void requireFiles(TableVersion version) {
        version.fragments().forEach(fragment -> file(fragment.file().name()));
    }

    /** @param really whether to do it, or only to say what would be done */
    synchronized TableRemoval removeBefore(long version, boolean really) {
        if (version <= oldest) {
            return TableRemoval.NONE;
        }
        if (find(version).isEmpty()) {
            throw new CorruptState(path.value(), "Table " + path + " has no version " + version + " to keep");
        }
        Set<String> kept = names(versions.subList((int) version - 1, versions.size()));
        Set<String> removed = names(versions.subList((int) oldest - 1, (int) version - 1));
        removed.removeAll(kept);
        long bytes = removed.stream()
                .mapToLong(name -> files.get(name).content().length)
                .sum();
        TableRemoval removal = new TableRemoval(version - oldest, removed.size(), 0, 0, 0, bytes);
        if (really) {
            files.keySet().removeAll(removed);
            oldest = version;
        }
        return removal;
    }

    synchronized void loseStagedFiles() {
        files.keySet().retainAll(names(versions.subList((int) oldest - 1, versions.size())));
    }

    private static Set<String> names(List<TableVersion> versions) {
        return versions.stream()
                .flatMap(version -> version.fragments().stream())
                .map(fragment -> fragment.file().name())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private List<Fragment> remaining(MemoryChange change) {
        List<Fragment> remaining = new ArrayList<>();
        for (Fragment fragment : head().fragments()) {
            BitSet removed = change.removed().get(fragment.id());
            Fragment left = removed == null ? fragment : fragment.without(removed);
            if (left.rows() > 0) {
                remaining.add(left);
            }
        }
        return remaining;
    }

    private List<IndexSegment> remainingSegments(MemoryChange change) {
        Set<String> gone = new HashSet<>(change.dropped());
        change.segments().forEach(segment -> gone.add(segment.id()));
        List<IndexSegment> remaining = new ArrayList<>(head().segments());
        remaining.removeIf(segment -> gone.contains(segment.id()));
        remaining.addAll(change.segments());
        return remaining;
    }

    private TableVersion add(
            List<Fragment> fragments, List<IndexSegment> covering, long base, Effect effect, TransactionStamp stamp) {
        TableVersion version = new TableVersion(versions.size() + 1L, fragments, covering, base, effect, stamp);
        versions.add(version);
        return version;
    }

    /**
     * What became of a commit.
     *
     * @param refusal why there is no version
     */
    record Landing(Optional<TableVersion> version, String refusal) {}
}
