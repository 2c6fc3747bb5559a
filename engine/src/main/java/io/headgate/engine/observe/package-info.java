/** Watching the seams: who wants to count and time what the storage is asked for. */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.observe;
