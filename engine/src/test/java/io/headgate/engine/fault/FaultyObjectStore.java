package io.headgate.engine.fault;

import io.headgate.engine.object.ContentTag;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import java.util.List;
import java.util.Optional;

/** An object store whose calls go wrong as planned. */
final class FaultyObjectStore implements ObjectStore {

    private final FaultySeams seams;
    private final ObjectStore store;

    FaultyObjectStore(FaultySeams seams, ObjectStore store) {
        this.seams = seams;
        this.store = store;
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key) {
        SeamCall call = new SeamCall(SeamOperation.GET, key.path());
        SeamFault fault = seams.begin(call);
        Optional<StoredObject> found =
                store.get(key).map(object -> new StoredObject(fault.seen(object.content()), object.tag()));
        fault.after(call);
        return found;
    }

    @Override
    public void put(ObjectKey key, byte[] content) {
        seams.call(new SeamCall(SeamOperation.PUT, key.path()), () -> {
            store.put(key, content);
            return key;
        });
    }

    @Override
    public boolean putIfAbsent(ObjectKey key, byte[] content) {
        return seams.call(new SeamCall(SeamOperation.PUT_IF_ABSENT, key.path()), () -> store.putIfAbsent(key, content));
    }

    @Override
    public boolean replaceIfMatch(ObjectKey key, byte[] content, ContentTag expected) {
        return seams.call(
                new SeamCall(SeamOperation.REPLACE_IF_MATCH, key.path()),
                () -> store.replaceIfMatch(key, content, expected));
    }

    @Override
    public List<ObjectKey> list(String prefix, int limit) {
        return seams.call(new SeamCall(SeamOperation.LIST, prefix), () -> store.list(prefix, limit));
    }

    @Override
    public void delete(ObjectKey key) {
        seams.call(new SeamCall(SeamOperation.DELETE, key.path()), () -> {
            store.delete(key);
            return key;
        });
    }

    @Override
    public void requireConditionalPuts() {
        seams.call(new SeamCall(SeamOperation.REQUIRE_CONDITIONAL_PUTS, store.location()), () -> {
            store.requireConditionalPuts();
            return store;
        });
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
