/**
 * The whole protocol under a seeded scheduler: the real writers run over the in-memory twins, one thread at a time, and at
 * every call to a seam the seed decides who goes on and what goes wrong. Runs without a test framework, so that it can be
 * started for as long as one likes.
 */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.simulation;
