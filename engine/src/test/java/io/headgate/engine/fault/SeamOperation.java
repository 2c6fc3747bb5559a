package io.headgate.engine.fault;

/**
 * What a seam can be asked to do. What a pinned table knows by itself (path, version, schema, rows) is no call of the store.
 */
public enum SeamOperation {
    GET(Effect.NONE),
    LIST(Effect.NONE),
    PUT(Effect.DURABLE),
    PUT_IF_ABSENT(Effect.DURABLE),
    REPLACE_IF_MATCH(Effect.DURABLE),
    DELETE(Effect.DURABLE),
    REQUIRE_CONDITIONAL_PUTS(Effect.NONE),
    CREATE_IF_ABSENT(Effect.DURABLE),
    OPEN(Effect.NONE),
    HEAD_VERSION(Effect.NONE),
    TRANSACTION_OF(Effect.NONE),
    /** Forces files that are there. */
    ADOPT(Effect.NONE),
    KEYS_OF(Effect.NONE),
    REQUIRE_STAGED(Effect.NONE),
    /** Writes data files. */
    STAGE_ROWS(Effect.DURABLE),
    STAGE_APPEND(Effect.NONE),
    /** Writes deletion files. */
    STAGE_REPLACE(Effect.DURABLE),
    STAGE_OVERWRITE(Effect.NONE),
    LAYOUT(Effect.NONE),
    /** Writes data files. */
    STAGE_REWRITE(Effect.DURABLE),
    /** Writes index files. */
    STAGE_INDEX(Effect.DURABLE),
    PLAN_MAINTENANCE(Effect.NONE),
    /** May write deletion files. */
    STAGE_STEP(Effect.DURABLE),
    COMMIT(Effect.DURABLE),
    RESTORE(Effect.DURABLE),
    /** Removes deletion files. */
    DISCARD(Effect.DURABLE),
    CLEANUP(Effect.DURABLE),
    REMOVABLE(Effect.NONE),
    SCAN(Effect.NONE);

    private enum Effect {
        NONE,
        DURABLE
    }

    private final Effect effect;

    SeamOperation(Effect effect) {
        this.effect = effect;
    }

    /** Whether it leaves something behind that the next process finds. Its own trials of a location do not count. */
    public boolean durable() {
        return effect == Effect.DURABLE;
    }
}
