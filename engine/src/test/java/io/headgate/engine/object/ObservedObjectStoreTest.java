package io.headgate.engine.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.observe.RecordingObserver;
import io.headgate.engine.observe.StorageOperation;
import org.junit.jupiter.api.Test;

final class ObservedObjectStoreTest extends ObjectStoreContract {

    private final RecordingObserver observer = new RecordingObserver();
    private ObjectStore objects = new MemoryObjectStore();

    @Override
    protected ObjectStore openEmpty() {
        objects = new MemoryObjectStore();
        return openSame();
    }

    @Override
    protected ObjectStore openSame() {
        return new ObservedObjectStore(objects, observer);
    }

    @Test
    void everyOperationIsTold() {
        ObjectStore store = openEmpty();

        store.put(key("a/b"), bytes("x"));
        store.putIfAbsent(key("a/b"), bytes("y"));
        ContentTag tag = store.get(key("a/b")).orElseThrow().tag();
        store.replaceIfMatch(key("a/b"), bytes("z"), tag);
        store.list("a/", 1);
        store.delete(key("a/b"));

        assertThat(observer.begun())
                .containsExactly(
                        StorageOperation.PUT,
                        StorageOperation.PUT_IF_ABSENT,
                        StorageOperation.GET,
                        StorageOperation.REPLACE_IF_MATCH,
                        StorageOperation.LIST,
                        StorageOperation.DELETE);
        assertThat(observer.succeeded()).isEqualTo(observer.begun());
        assertThat(observer.failed()).isEmpty();
    }

    @Test
    void anOperationThatFailsIsToldAsOneAndThrowsWhatTheStoreThrew() {
        ObjectStore store = openEmpty();

        assertThatThrownBy(() -> store.list("no-slash", 1)).isInstanceOf(IllegalArgumentException.class);

        assertThat(observer.failed()).containsExactly(StorageOperation.LIST);
        assertThat(observer.succeeded()).isEmpty();
    }
}
