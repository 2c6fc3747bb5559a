package io.headgate.engine.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Passes every call on, also those to the tables it opens, and writes it down, for tests of what an operation may cost.
 * Thread-safe.
 */
public final class CountingTableStore implements TableStore {

    /** The methods that reach the store; what a pinned table knows by itself (path, version, schema) does not. */
    public enum Method {
        CREATE_IF_ABSENT,
        OPEN,
        HEAD_VERSION,
        TRANSACTION_OF,
        ROW_COUNT,
        STAGE_ROWS,
        KEYS_OF,
        REQUIRE_STAGED,
        STAGE_APPEND,
        STAGE_REPLACE,
        STAGE_OVERWRITE,
        LAYOUT,
        STAGE_REWRITE,
        STAGE_INDEX,
        PLAN_MAINTENANCE,
        STAGE_STEP,
        COMMIT,
        ADOPT,
        RESTORE,
        DISCARD,
        CLEANUP,
        REMOVABLE,
        SCAN
    }

    /** One call. */
    public record Call(Method method, TablePath path) {}

    private final TableStore store;
    private final List<Call> calls = new ArrayList<>();

    public CountingTableStore(TableStore store) {
        this.store = store;
    }

    /** All calls in the order in which they began. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    public long count(Method method) {
        return count(call -> call.method() == method);
    }

    public long count(Method method, TablePath path) {
        return count(call -> call.method() == method && call.path().equals(path));
    }

    private long count(Predicate<Call> condition) {
        return calls().stream().filter(condition).count();
    }

    /** Forgets the calls so far. */
    public synchronized void reset() {
        calls.clear();
    }

    synchronized void note(Method method, TablePath path) {
        calls.add(new Call(method, path));
    }

    @Override
    public PinnedTable createIfAbsent(TablePath path, Schema schema, TransactionStamp stamp) {
        note(Method.CREATE_IF_ABSENT, path);
        return new CountingPinnedTable(this, store.createIfAbsent(path, schema, stamp));
    }

    @Override
    public PinnedTable open(TablePath path, long version) {
        note(Method.OPEN, path);
        return new CountingPinnedTable(this, store.open(path, version));
    }

    @Override
    public void discard(TablePath path, StagedChange change) {
        note(Method.DISCARD, path);
        store.discard(path, change);
    }

    @Override
    public TableRemoval cleanup(TablePath path, long beforeVersion) {
        note(Method.CLEANUP, path);
        return store.cleanup(path, beforeVersion);
    }

    @Override
    public TableRemoval removable(TablePath path, long beforeVersion) {
        note(Method.REMOVABLE, path);
        return store.removable(path, beforeVersion);
    }

    @Override
    public void close() {
        store.close();
    }
}
