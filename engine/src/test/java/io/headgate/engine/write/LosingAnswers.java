package io.headgate.engine.write;

import io.headgate.engine.object.ContentTag;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.recovery.error.StorageUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** An object store whose next matching put or delete goes wrong once, before or after its effect. */
final class LosingAnswers implements ObjectStore {

    private final ObjectStore store;
    private Predicate<String> target = call -> false;
    private boolean effectHappens;

    LosingAnswers(ObjectStore store) {
        this.store = store;
    }

    /** The next call of this kind on a key with this prefix ({@code "put __recovery/"}) does its work, then fails. */
    void loseAnswerOf(String callAndPrefix) {
        target = call -> call.startsWith(callAndPrefix);
        effectHappens = true;
    }

    /** The same, but nothing happens. */
    void refuse(String callAndPrefix) {
        target = call -> call.startsWith(callAndPrefix);
        effectHappens = false;
    }

    private void before(String call) {
        if (target.test(call) && !effectHappens) {
            fail(call);
        }
    }

    private void after(String call) {
        if (target.test(call) && effectHappens) {
            fail(call);
        }
    }

    private void fail(String call) {
        target = other -> false;
        throw new StorageUnavailable(call, "no answer to: " + call);
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key) {
        return store.get(key);
    }

    @Override
    public void put(ObjectKey key, byte[] content) {
        before("put " + key);
        store.put(key, content);
        after("put " + key);
    }

    @Override
    public boolean putIfAbsent(ObjectKey key, byte[] content) {
        before("putIfAbsent " + key);
        boolean created = store.putIfAbsent(key, content);
        after("putIfAbsent " + key);
        return created;
    }

    @Override
    public boolean replaceIfMatch(ObjectKey key, byte[] content, ContentTag expected) {
        return store.replaceIfMatch(key, content, expected);
    }

    @Override
    public List<ObjectKey> list(String prefix, int limit) {
        before("list " + prefix);
        return store.list(prefix, limit);
    }

    @Override
    public void delete(ObjectKey key) {
        before("delete " + key);
        store.delete(key);
        after("delete " + key);
    }

    @Override
    public void requireConditionalPuts() {
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
