package io.headgate.engine.table.lance;

import io.headgate.engine.table.KeySet;
import org.lance.Dataset;

/** A way to find the rows of given keys in one version of a table. Implementations are stateless and thread-safe. */
interface KeyLookup {

    /** Name of the column that is looked in. */
    String ID = "id";

    /** Every live row whose id is one of the keys. */
    RowLocations find(Dataset pinned, KeySet keys);
}
