package io.headgate.engine.table.lance;

import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.intent.IndexBuild;
import java.util.Collections;

/**
 * A built segment whose text is read.
 *
 * @param text what it was read from
 */
record StagedBuild(IndexBuild text, StagedSegment segment) {

    /**
     * @throws CorruptState when the text is not one of ours
     */
    static StagedBuild of(IndexBuild text) {
        return new StagedBuild(text, IndexCodec.decode(text.segment()));
    }

    /** Whether the two cannot both be in a table. */
    boolean competesWith(StagedBuild other) {
        boolean sameIndex = text.name().equals(other.text.name());
        return sameIndex
                && (!Collections.disjoint(segment.built(), other.segment.built())
                        || !Collections.disjoint(text.replaces(), other.text.replaces()));
    }
}
