/**
 * Checks a graph without changing it. {@link io.headgate.engine.verify.Verification} reads the small objects itself; whatever
 * touches a table is a {@link io.headgate.engine.verify.TableTask}, which can be run in a child process, because a damaged
 * table can end the process that reads it.
 */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.verify;
