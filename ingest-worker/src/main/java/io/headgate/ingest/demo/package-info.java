/** The demo: a broker, a producer, a worker and a check, in one command. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.demo;
