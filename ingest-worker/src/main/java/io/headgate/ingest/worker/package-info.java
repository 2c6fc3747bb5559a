/** The worker: polls and decodes one batch while the one before is written. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.worker;
