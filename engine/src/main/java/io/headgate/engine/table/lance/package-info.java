/** The table store over Lance: the only place that imports org.lance or can move a table's HEAD. */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.table.lance;
