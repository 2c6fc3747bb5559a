package io.headgate.engine.observe;

import java.util.Locale;

/** What the two stores are asked for, as far as it reaches the storage. */
public enum StorageOperation {
    GET(Store.OBJECTS),
    PUT(Store.OBJECTS),
    PUT_IF_ABSENT(Store.OBJECTS),
    REPLACE_IF_MATCH(Store.OBJECTS),
    LIST(Store.OBJECTS),
    DELETE(Store.OBJECTS),
    CREATE_IF_ABSENT(Store.TABLES),
    OPEN(Store.TABLES),
    HEAD_VERSION(Store.TABLES),
    TRANSACTION_OF(Store.TABLES),
    ROW_COUNT(Store.TABLES),
    STAGE_ROWS(Store.TABLES),
    KEYS_OF(Store.TABLES),
    REQUIRE_STAGED(Store.TABLES),
    STAGE_APPEND(Store.TABLES),
    STAGE_REPLACE(Store.TABLES),
    STAGE_OVERWRITE(Store.TABLES),
    LAYOUT(Store.TABLES),
    STAGE_REWRITE(Store.TABLES),
    STAGE_INDEX(Store.TABLES),
    PLAN_MAINTENANCE(Store.TABLES),
    STAGE_STEP(Store.TABLES),
    COMMIT(Store.TABLES),
    ADOPT(Store.TABLES),
    RESTORE(Store.TABLES),
    DISCARD(Store.TABLES),
    CLEANUP(Store.TABLES),
    REMOVABLE(Store.TABLES),
    /** Beginning to read rows; what the reader then reads is not counted. */
    SCAN(Store.TABLES);

    /** The seam that an operation belongs to. */
    public enum Store {
        OBJECTS,
        TABLES
    }

    private final Store store;

    StorageOperation(Store store) {
        this.store = store;
    }

    public Store store() {
        return store;
    }

    /** As dashboards call it: {@code put-if-absent}. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
