/** Gathering decoded records, dead letters and claims until they make a write. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.batch;
