package io.headgate.engine.table;

/**
 * A change that is ready to be committed on the version it was staged on. Belongs to the store that made it and lives in
 * this process only; what lasts is {@link StagedRows} and the keys, from which it can be staged again on another version.
 */
public interface StagedChange {

    long rowsAdded();

    long rowsRemoved();
}
