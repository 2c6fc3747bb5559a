package io.headgate.engine.object;

import io.headgate.engine.observe.StorageObserver;
import io.headgate.engine.observe.StorageOperation;
import java.util.List;
import java.util.Optional;

/** Passes every call on to another store, and tells an observer of it. As thread-safe as the two are. */
public final class ObservedObjectStore implements ObjectStore {

    private final ObjectStore objects;
    private final StorageObserver observer;

    /**
     * @param objects closed with this one
     */
    public ObservedObjectStore(ObjectStore objects, StorageObserver observer) {
        this.objects = objects;
        this.observer = observer;
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key) {
        return observer.observe(StorageOperation.GET, () -> objects.get(key));
    }

    @Override
    public void put(ObjectKey key, byte[] content) {
        observer.observe(StorageOperation.PUT, () -> objects.put(key, content));
    }

    @Override
    public boolean putIfAbsent(ObjectKey key, byte[] content) {
        return observer.observe(StorageOperation.PUT_IF_ABSENT, () -> objects.putIfAbsent(key, content));
    }

    @Override
    public boolean replaceIfMatch(ObjectKey key, byte[] content, ContentTag expected) {
        return observer.observe(
                StorageOperation.REPLACE_IF_MATCH, () -> objects.replaceIfMatch(key, content, expected));
    }

    @Override
    public List<ObjectKey> list(String prefix, int limit) {
        return observer.observe(StorageOperation.LIST, () -> objects.list(prefix, limit));
    }

    @Override
    public void delete(ObjectKey key) {
        observer.observe(StorageOperation.DELETE, () -> objects.delete(key));
    }

    @Override
    public void requireConditionalPuts() {
        objects.requireConditionalPuts();
    }

    @Override
    public String location() {
        return objects.location();
    }

    @Override
    public void close() {
        objects.close();
    }
}
