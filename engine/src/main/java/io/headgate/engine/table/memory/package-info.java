/** The in-memory twin of the table store. */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.table.memory;
