package io.headgate.engine.table.memory;

import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.error.CorruptState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/** The files and the history of one table, shared by all who have it open. Thread-safe. */
final class MemoryTable {

    private final TablePath path;
    private final Schema schema;
    private final List<TableVersion> versions = new ArrayList<>();
    private final Map<String, FragmentFile> files = new HashMap<>();
    private long nextFragmentId;

    MemoryTable(TablePath path, Schema schema, TransactionStamp stamp) {
        this.path = path;
        this.schema = schema;
        this.versions.add(new TableVersion(1, List.of(), 0, Effect.of(Effect.Kind.OVERWRITE), stamp));
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
        return number < 1 || number > versions.size() ? Optional.empty() : Optional.of(versions.get((int) number - 1));
    }

    synchronized FragmentFile addFile(byte[] content, List<String> ids, int rows) {
        FragmentFile file = new FragmentFile(path + "#" + files.size(), content, ids, rows);
        files.put(file.name(), file);
        return file;
    }

    synchronized FragmentFile file(String name) {
        return Optional.ofNullable(files.get(name))
                .orElseThrow(() -> new CorruptState(
                        path.value(), "Table " + path + " has no data file '" + name + "': it was staged elsewhere"));
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
        List<Fragment> fragments = change.kind() == Effect.Kind.OVERWRITE ? new ArrayList<>() : remaining(change);
        for (FragmentFile file : change.added()) {
            fragments.add(Fragment.whole(nextFragmentId++, file));
        }
        return new Landing(Optional.of(add(fragments, base, change.effect(), stamp)), "");
    }

    synchronized TableVersion restore(TableVersion old, TransactionStamp stamp) {
        return add(old.fragments(), old.number(), Effect.of(Effect.Kind.RESTORE), stamp);
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

    private TableVersion add(List<Fragment> fragments, long base, Effect effect, TransactionStamp stamp) {
        TableVersion version = new TableVersion(versions.size() + 1L, fragments, base, effect, stamp);
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
