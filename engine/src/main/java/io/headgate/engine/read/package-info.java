/** Snapshots: reads pinned to one graph version. */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.read;
