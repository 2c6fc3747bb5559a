package io.headgate.engine.simulation;

import io.headgate.engine.object.ContentTag;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.engine.simulation.SeamCall.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The object store as one actor sees it. */
final class SimulatedObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final Seams seams;
    private final Random random;

    SimulatedObjectStore(ObjectStore store, Seams seams, Random random) {
        this.store = store;
        this.seams = seams;
        this.random = random;
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key) {
        return seams.call(
                new SeamCall(Kind.CONTENT, "get", key.path()), () -> store.get(key), found -> found.map(this::garbled));
    }

    /** Cut short, or an answer that comes from somewhere else. */
    private StoredObject garbled(StoredObject object) {
        byte[] content = random.nextBoolean()
                ? Arrays.copyOf(object.content(), random.nextInt(object.content().length))
                : "<html><body>503 Slow Down</body></html>".getBytes(StandardCharsets.UTF_8);
        return new StoredObject(content, object.tag());
    }

    @Override
    public void put(ObjectKey key, byte[] content) {
        seams.run(Kind.EFFECT, "put", key.path(), () -> store.put(key, content));
    }

    @Override
    public boolean putIfAbsent(ObjectKey key, byte[] content) {
        return seams.call(Kind.EFFECT, "putIfAbsent", key.path(), () -> store.putIfAbsent(key, content));
    }

    @Override
    public boolean replaceIfMatch(ObjectKey key, byte[] content, ContentTag expected) {
        return seams.call(
                Kind.EFFECT, "replaceIfMatch", key.path(), () -> store.replaceIfMatch(key, content, expected));
    }

    @Override
    public List<ObjectKey> list(String prefix, int limit) {
        return seams.call(Kind.READ, "list", prefix, () -> store.list(prefix, limit));
    }

    @Override
    public void delete(ObjectKey key) {
        seams.run(Kind.EFFECT, "delete", key.path(), () -> store.delete(key));
    }

    @Override
    public void requireConditionalPuts() {
        store.requireConditionalPuts();
    }

    @Override
    public String location() {
        return "simulation";
    }

    @Override
    public void close() {}
}
