/** What maintenance is told through Kafka: what became of tables, and which of them to work on. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.maintain.event;
