package io.headgate.recovery.decide;

import io.headgate.recovery.intent.Intent;

/**
 * What is known about an intent that lies there, before any table is looked at.
 *
 * @param branch whether its branch is there
 * @param ownerGone whether the process that works on it is known or presumed to be gone
 * @param publication whether a graph version contains it
 * @param history whether the graph version that it was staged on is still the same one
 * @param claims how its claims stand to the graph's offsets
 * @param movesOffsets {@link Intent#movesOffsets()}
 * @param readsHold whether every table that it was checked against is still at that version
 * @param tablesKnown whether the graph still has every table that it changes
 * @param maintenance {@link Intent#keepsContent()}: whoever looks at what is published can tell whether it is done, and to drop it
 *     loses nothing
 * @param work what is left of it to do; {@link Work#REMAINS} for everything but maintenance
 */
public record Facts(
        Branch branch,
        boolean ownerGone,
        Publication publication,
        History history,
        ClaimState claims,
        boolean movesOffsets,
        boolean readsHold,
        boolean tablesKnown,
        boolean maintenance,
        Work work) {

    /** Where the intent belongs. */
    public enum Branch {
        THIS,
        /** There, but for the writers of that branch. */
        OTHER,
        /** Not in the list of branches. */
        GONE
    }

    /** How the intent's past relates to the graph's. */
    public enum History {
        SAME,
        /** The graph's versions were put back from an older copy, or replaced. */
        DIFFERENT
    }

    /** How the claims stand to the graph's offsets. */
    public enum ClaimState {
        /** Each one begins where the graph ends. */
        CONTINUE,
        /** None begins below the graph's end, but one begins above it: what lies between has to come first. */
        AHEAD,
        /** One begins below the graph's end: its records are in the graph by another write. */
        STALE,
        /** One was read before the graph's offset of its partition was changed deliberately. */
        SUPERSEDED
    }

    /** Whether an intent still has something to do. Only maintenance, which changes no content, can be overtaken. */
    public enum Work {
        REMAINS,
        /** What it replaces is not there any more: by it or by another one. */
        OVERTAKEN,
        /** A file that it was staged with is missing or damaged. */
        IMPOSSIBLE
    }
}
