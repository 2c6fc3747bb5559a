/** Giving up old graph versions, removing what only they need, and holding one that is needed longer. */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.cleanup;
