/** Waiting for several storage calls at the same time. */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.concurrent;
