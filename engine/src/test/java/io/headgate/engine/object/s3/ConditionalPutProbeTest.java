package io.headgate.engine.object.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.object.ContentTag;
import io.headgate.engine.object.MemoryObjectStore;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.IdSource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Stores that only look as if they kept conditions are refused. */
final class ConditionalPutProbeTest {

    private final MemoryObjectStore memory = new MemoryObjectStore();

    @Test
    void aStoreThatKeepsThemPasses() {
        probe(new Forgetful(false, false));

        assertThat(memory.list("__probe/", 1)).isEmpty();
    }

    @Test
    void aStoreThatIgnoresIfNoneMatchIsRefused() {
        assertRefused(new Forgetful(true, false), "If-None-Match");
    }

    @Test
    void aStoreThatIgnoresIfMatchIsRefused() {
        assertRefused(new Forgetful(false, true), "If-Match");
    }

    @Test
    void aRaceWithoutAnAnswerIsRunAgain() {
        Forgetful store = new Forgetful(false, false);
        store.unanswered = 3;

        probe(store);

        assertThat(store.unanswered).isZero();
        assertThat(memory.list("__probe/", 1)).isEmpty();
    }

    @Test
    void aStoreThatNeverAnswersIsUnavailable() {
        Forgetful store = new Forgetful(false, false);
        store.unanswered = Integer.MAX_VALUE;

        assertThatThrownBy(() -> probe(store))
                .isInstanceOf(StorageUnavailable.class)
                .hasMessage("no answer");
        assertThat(memory.list("__probe/", 1)).isEmpty();
    }

    private void assertRefused(ObjectStore store, String condition) {
        assertThatThrownBy(() -> probe(store))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining(condition)
                .hasMessageContaining("loses commits");
        assertThat(memory.list("__probe/", 1)).isEmpty();
    }

    private static void probe(ObjectStore store) {
        new ConditionalPutProbe(store, new IdSource(Clock.systemUTC(), new Random(1))).run();
    }

    /** Ignores conditions, as servers do that do not know the headers. */
    private final class Forgetful implements ObjectStore {

        private final boolean ofIfNoneMatch;
        private final boolean ofIfMatch;
        /** Replacements that are left without an answer from now on. */
        private int unanswered;

        Forgetful(boolean ofIfNoneMatch, boolean ofIfMatch) {
            this.ofIfNoneMatch = ofIfNoneMatch;
            this.ofIfMatch = ofIfMatch;
        }

        @Override
        public Optional<StoredObject> get(ObjectKey key) {
            return memory.get(key);
        }

        @Override
        public void put(ObjectKey key, byte[] content) {
            memory.put(key, content);
        }

        @Override
        public boolean putIfAbsent(ObjectKey key, byte[] content) {
            if (ofIfNoneMatch) {
                memory.put(key, content);
                return true;
            }
            return memory.putIfAbsent(key, content);
        }

        @Override
        public boolean replaceIfMatch(ObjectKey key, byte[] content, ContentTag expected) {
            synchronized (this) {
                if (unanswered > 0) {
                    unanswered--;
                    throw new StorageUnavailable("replace", "no answer");
                }
            }
            if (ofIfMatch) {
                memory.put(key, content);
                return true;
            }
            return memory.replaceIfMatch(key, content, expected);
        }

        @Override
        public List<ObjectKey> list(String prefix, int limit) {
            return memory.list(prefix, limit);
        }

        @Override
        public void delete(ObjectKey key) {
            memory.delete(key);
        }

        @Override
        public void requireConditionalPuts() {
            probe(this);
        }

        @Override
        public String location() {
            return "forgetful";
        }

        @Override
        public void close() {}
    }
}
