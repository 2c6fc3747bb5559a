/** A real single-node Kafka broker for the demo, the tests and the bench: in this process or in a child of it. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.broker;
