package io.headgate.engine.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Passes every call on and writes it down, for tests of what an operation may cost. Thread-safe. */
public final class CountingObjectStore implements ObjectStore {

    /** The methods that reach the store. */
    public enum Method {
        GET,
        PUT,
        PUT_IF_ABSENT,
        REPLACE_IF_MATCH,
        LIST,
        DELETE,
        REQUIRE_CONDITIONAL_PUTS
    }

    /** One call; for {@link Method#LIST} the key is the prefix, for the probe the location. */
    public record Call(Method method, String key) {}

    private final ObjectStore store;
    private final List<Call> calls = new ArrayList<>();

    public CountingObjectStore(ObjectStore store) {
        this.store = store;
    }

    /** All calls in the order in which they began. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    public long count() {
        return count(call -> true);
    }

    public long count(Method method) {
        return count(call -> call.method() == method);
    }

    /** Calls whose key starts so: {@code __recovery/}. */
    public long count(Method method, String keyPrefix) {
        return count(call -> call.method() == method && call.key().startsWith(keyPrefix));
    }

    private long count(Predicate<Call> condition) {
        return calls().stream().filter(condition).count();
    }

    /** Forgets the calls so far. */
    public synchronized void reset() {
        calls.clear();
    }

    private synchronized void note(Method method, String key) {
        calls.add(new Call(method, key));
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key) {
        note(Method.GET, key.path());
        return store.get(key);
    }

    @Override
    public void put(ObjectKey key, byte[] content) {
        note(Method.PUT, key.path());
        store.put(key, content);
    }

    @Override
    public boolean putIfAbsent(ObjectKey key, byte[] content) {
        note(Method.PUT_IF_ABSENT, key.path());
        return store.putIfAbsent(key, content);
    }

    @Override
    public boolean replaceIfMatch(ObjectKey key, byte[] content, ContentTag expected) {
        note(Method.REPLACE_IF_MATCH, key.path());
        return store.replaceIfMatch(key, content, expected);
    }

    @Override
    public List<ObjectKey> list(String prefix, int limit) {
        note(Method.LIST, prefix);
        return store.list(prefix, limit);
    }

    @Override
    public void delete(ObjectKey key) {
        note(Method.DELETE, key.path());
        store.delete(key);
    }

    @Override
    public void requireConditionalPuts() {
        note(Method.REQUIRE_CONDITIONAL_PUTS, store.location());
        store.requireConditionalPuts();
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public void close() {
        store.close();
    }
}
