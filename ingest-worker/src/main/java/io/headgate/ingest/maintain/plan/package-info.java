/** Folds what was said of tables and decides which of them to ask maintenance for. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.maintain.plan;
