/** Decisions about what interrupted writers left: pure functions over facts. */
@org.jspecify.annotations.NullMarked
package io.headgate.recovery.decide;
