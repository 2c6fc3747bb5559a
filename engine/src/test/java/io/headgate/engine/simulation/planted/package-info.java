/** The protocol with one safeguard taken out at a time, to see that the simulation notices. */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.simulation.planted;
