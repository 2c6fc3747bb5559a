package io.headgate.engine.table.memory;

import io.headgate.engine.table.TransactionStamp;
import java.util.List;

/** One version of a table: never changed. */
record TableVersion(long number, List<Fragment> fragments, Effect effect, TransactionStamp stamp) {

    TableVersion {
        fragments = List.copyOf(fragments);
    }

    long rows() {
        return fragments.stream().mapToLong(Fragment::rows).sum();
    }
}
