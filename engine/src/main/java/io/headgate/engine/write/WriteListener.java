package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.RecoveryReport.Settlement;
import io.headgate.recovery.error.HeadgateException;
import java.util.List;

/**
 * Told what a writer does beside its own write, for dashboards: on the thread that writes. Implementations are quick and never
 * throw.
 */
public interface WriteListener {

    WriteListener NONE = new WriteListener() {};

    /** An intent that lay there was looked at: it is settled, or was left or refused, as its ruling says. */
    default void examined(Settlement settlement) {}

    /** Something lies where intents lie that cannot be read: nothing is written until a person has looked at it. */
    default void unreadable(HeadgateException failure) {}

    /**
     * Our put made this graph version.
     *
     * @param changes one for each table that it changed
     */
    default void published(GraphManifest version, List<TableChange> changes) {}

    /** The turn to commit for all is ours. */
    default void turnTaken() {}

    /** A look for the turn was in vain: somebody else has it. */
    default void turnAwaited() {}
}
