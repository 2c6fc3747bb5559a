package io.headgate.engine.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.object.CountingObjectStore.Call;
import io.headgate.engine.object.CountingObjectStore.Method;
import org.junit.jupiter.api.Test;

final class CountingObjectStoreTest extends ObjectStoreContract {

    private ObjectStore objects = new MemoryObjectStore();

    @Override
    protected ObjectStore openEmpty() {
        objects = new MemoryObjectStore();
        return openSame();
    }

    @Override
    protected ObjectStore openSame() {
        return new CountingObjectStore(objects);
    }

    @Test
    void callsAreWrittenDownInOrder() {
        CountingObjectStore store = new CountingObjectStore(new MemoryObjectStore());

        store.putIfAbsent(key("a/b"), bytes("x"));
        store.get(key("a/b"));
        store.list("a/", 1);

        assertThat(store.calls())
                .containsExactly(
                        new Call(Method.PUT_IF_ABSENT, "a/b"),
                        new Call(Method.GET, "a/b"),
                        new Call(Method.LIST, "a/"));
        assertThat(store.count(Method.GET, "a/")).isEqualTo(1);
        assertThat(store.count(Method.GET, "b/")).isZero();
        store.reset();
        assertThat(store.count()).isZero();
    }
}
