/** The seam to tables: staged-only access with exact-version commits. Knows nothing of Lance. */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.table;
