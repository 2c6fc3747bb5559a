package io.headgate.engine.object;

final class MemoryObjectStoreTest extends ObjectStoreContract {

    private ObjectStore objects = new MemoryObjectStore();

    @Override
    protected ObjectStore openEmpty() {
        objects = new MemoryObjectStore();
        return objects;
    }

    @Override
    protected ObjectStore openSame() {
        return objects;
    }
}
