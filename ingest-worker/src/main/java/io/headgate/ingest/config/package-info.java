/** The worker's YAML file as typed records: every key with its default, range, unit and line of help. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.config;
