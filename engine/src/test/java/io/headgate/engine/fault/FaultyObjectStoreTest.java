package io.headgate.engine.fault;

import io.headgate.engine.object.MemoryObjectStore;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.ObjectStoreContract;

/** That the decorator adds nothing of its own while nothing is planned. */
final class FaultyObjectStoreTest extends ObjectStoreContract {

    private ObjectStore objects = new MemoryObjectStore();

    @Override
    protected ObjectStore openEmpty() {
        objects = new MemoryObjectStore();
        return openSame();
    }

    @Override
    protected ObjectStore openSame() {
        return new FaultyObjectStore(new FaultySeams(FaultPlan.NONE), objects);
    }
}
