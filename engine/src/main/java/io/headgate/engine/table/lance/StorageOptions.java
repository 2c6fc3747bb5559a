package io.headgate.engine.table.lance;

import java.util.Map;

/** What Lance needs to reach its files beside their place; nothing on the local disk. Does not show itself: secrets are in it. */
final class StorageOptions {

    static final StorageOptions NONE = new StorageOptions(Map.of());

    private final Map<String, String> values;

    StorageOptions(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    Map<String, String> values() {
        return values;
    }

    @Override
    public String toString() {
        return "storage options " + values.keySet();
    }
}
