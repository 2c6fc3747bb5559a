package io.headgate.engine.simulation;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.ContentTag;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.recovery.id.GraphVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The objects that all actors share; shows the oracle each graph version when its put has taken effect. */
final class WatchedObjectStore implements ObjectStore {

    private static final String VERSIONS = GraphKeys.versionPrefix(GraphManifest.MAIN_BRANCH);

    private final ObjectStore store;
    private final Codecs codecs;
    private final Scheduler scheduler;
    private final Oracle oracle;
    private final IntentWatch intents;
    /** Objects that were put if absent: nobody may touch them again. */
    private final Set<ObjectKey> immutable = new TreeSet<>();

    WatchedObjectStore(ObjectStore store, Codecs codecs, Scheduler scheduler, Oracle oracle, IntentWatch intents) {
        this.store = store;
        this.codecs = codecs;
        this.scheduler = scheduler;
        this.oracle = oracle;
        this.intents = intents;
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key) {
        return store.get(key);
    }

    @Override
    public void put(ObjectKey key, byte[] content) {
        requireMutable("put", key);
        store.put(key, content);
        if (isIntent(key)) {
            intents.armed(key);
        }
    }

    @Override
    public boolean putIfAbsent(ObjectKey key, byte[] content) {
        boolean made = store.putIfAbsent(key, content);
        if (made) {
            immutable.add(key);
            if (key.path().startsWith(VERSIONS)) {
                oracle.published(codecs.versions().read(content, key.path()));
            } else if (key.path().startsWith(GraphKeys.AUDIT_PREFIX)) {
                intents.recorded(key, content);
            }
        }
        return made;
    }

    @Override
    public boolean replaceIfMatch(ObjectKey key, byte[] content, ContentTag expected) {
        requireMutable("replace", key);
        return store.replaceIfMatch(key, content, expected);
    }

    @Override
    public List<ObjectKey> list(String prefix, int limit) {
        return store.list(prefix, limit);
    }

    @Override
    public void delete(ObjectKey key) {
        if (key.path().startsWith(VERSIONS)) {
            oracle.removed(number(key));
            immutable.remove(key);
        }
        requireMutable("delete", key);
        boolean ends = isIntent(key) && store.get(key).isPresent();
        store.delete(key);
        if (ends) {
            intents.deleted(key);
        }
    }

    private static GraphVersion number(ObjectKey key) {
        String name = key.path().substring(VERSIONS.length(), key.path().length() - ".json".length());
        return new GraphVersion(Long.MAX_VALUE - Long.parseLong(name));
    }

    private static boolean isIntent(ObjectKey key) {
        return key.path().startsWith(GraphKeys.INTENT_PREFIX);
    }

    private void requireMutable(String method, ObjectKey key) {
        if (immutable.contains(key) && !key.equals(GraphKeys.TURN)) {
            throw scheduler.violated("what is put if absent stays as it is", "no call", method + " " + key);
        }
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
    public void close() {}
}
