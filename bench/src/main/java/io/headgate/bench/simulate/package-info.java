/** Runs the simulation of the protocol for as long as one likes. */
@org.jspecify.annotations.NullMarked
package io.headgate.bench.simulate;
