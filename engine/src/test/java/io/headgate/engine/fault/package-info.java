/**
 * Faults at the two seams: every call of a store is announced to a {@link io.headgate.engine.fault.FaultPlan}, which says what
 * goes wrong with it.
 */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.fault;
