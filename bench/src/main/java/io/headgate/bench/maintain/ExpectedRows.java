package io.headgate.bench.maintain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What the table has to contain: a plain map from key to edition. Not thread-safe. */
final class ExpectedRows {

    private final Map<Long, Integer> editions = new HashMap<>();

    void apply(List<KeyChange> changes) {
        for (KeyChange change : changes) {
            if (change.deleted()) {
                editions.remove(change.key());
            } else {
                editions.put(change.key(), change.edition());
            }
        }
    }

    OptionalInt edition(long key) {
        Integer edition = editions.get(key);
        return edition == null ? OptionalInt.empty() : OptionalInt.of(edition);
    }

    long rows() {
        return editions.size();
    }
}
