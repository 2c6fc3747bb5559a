package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;

/**
 * A write that is visible and durable.
 *
 * @param manifest a graph version that contains it: the one that made it visible, or a newer one when somebody else finished it
 * @param times for the operator's log line
 * @param attempts how often the graph version had to be contended for; 1 when nobody else wrote
 * @param passedVersions how many graph versions others made visible between the one that it was staged on and the one that
 *     contains it: those that came while it was staged, and the turns that it waited for
 * @param restores how often published content had to be restored over what others had left on a table
 */
public record WriteResult(GraphManifest manifest, PhaseTimes times, int attempts, long passedVersions, long restores) {}
