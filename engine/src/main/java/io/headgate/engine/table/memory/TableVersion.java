package io.headgate.engine.table.memory;

import io.headgate.engine.table.TableTransaction;
import io.headgate.engine.table.TransactionStamp;
import java.util.List;

/**
 * One version of a table: never changed.
 *
 * @param readVersion the version that the transaction was built on
 */
record TableVersion(long number, List<Fragment> fragments, long readVersion, Effect effect, TransactionStamp stamp) {

    TableVersion {
        fragments = List.copyOf(fragments);
    }

    TableTransaction transaction() {
        return new TableTransaction(readVersion, effect.kind().operation(), stamp);
    }

    long rows() {
        return fragments.stream().mapToLong(Fragment::rows).sum();
    }
}
