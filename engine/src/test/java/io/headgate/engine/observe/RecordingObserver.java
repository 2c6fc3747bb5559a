package io.headgate.engine.observe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes down what it is told. Thread-safe. */
public final class RecordingObserver implements StorageObserver {

    private final List<StorageOperation> begun = Collections.synchronizedList(new ArrayList<>());
    private final List<StorageOperation> succeeded = Collections.synchronizedList(new ArrayList<>());
    private final List<StorageOperation> failed = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void begun(StorageOperation operation) {
        begun.add(operation);
    }

    @Override
    public void succeeded(StorageOperation operation, long nanos) {
        succeeded.add(operation);
    }

    @Override
    public void failed(StorageOperation operation, long nanos, RuntimeException failure) {
        failed.add(operation);
    }

    public List<StorageOperation> begun() {
        return begun;
    }

    public List<StorageOperation> succeeded() {
        return succeeded;
    }

    public List<StorageOperation> failed() {
        return failed;
    }
}
