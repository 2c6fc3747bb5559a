package io.headgate.engine.object;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The in-memory twin: the objects live as long as this object, which all who are to see them share. Thread-safe. */
public final class MemoryObjectStore implements ObjectStore {

    private final NavigableMap<ObjectKey, StoredObject> objects = new TreeMap<>();

    @Override
    public synchronized Optional<StoredObject> get(ObjectKey key) {
        return Optional.ofNullable(objects.get(key))
                .map(found -> new StoredObject(found.content().clone(), found.tag()));
    }

    @Override
    public synchronized void put(ObjectKey key, byte[] content) {
        objects.put(key, new StoredObject(content.clone(), ContentTag.of(content)));
    }

    @Override
    public synchronized boolean putIfAbsent(ObjectKey key, byte[] content) {
        if (objects.containsKey(key)) {
            return false;
        }
        put(key, content);
        return true;
    }

    @Override
    public synchronized boolean replaceIfMatch(ObjectKey key, byte[] content, ContentTag expected) {
        StoredObject found = objects.get(key);
        if (found == null || !found.tag().equals(expected)) {
            return false;
        }
        put(key, content);
        return true;
    }

    @Override
    public synchronized List<ObjectKey> list(String prefix, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, not " + limit);
        }
        ObjectKey directory = ObjectKey.ofPrefix(prefix);
        return objects.tailMap(directory, false).keySet().stream()
                .dropWhile(key -> key.path().compareTo(prefix) < 0)
                .takeWhile(key -> key.path().startsWith(prefix))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void delete(ObjectKey key) {
        objects.remove(key);
    }

    @Override
    public void requireConditionalPuts() {
        // A map keeps them by itself.
    }

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public void close() {}
}
