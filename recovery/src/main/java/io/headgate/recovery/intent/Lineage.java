package io.headgate.recovery.intent;

import io.headgate.recovery.id.CommitId;
import io.headgate.recovery.id.GraphVersion;

/**
 * What a write was built on. The commit id tells whether a graph version of that number is still the same one, which it is
 * not when the graph's versions were put back from an older copy.
 */
public record Lineage(GraphVersion version, CommitId commit) {}
