/** The catalogue of places where a crash may happen, and the switch that makes one happen there. */
@org.jspecify.annotations.NullMarked
package io.headgate.recovery.fault;
