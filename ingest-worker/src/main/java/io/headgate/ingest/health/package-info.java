/** Whether a worker is alive and at work: pure rules over what is known of it, judged on a monotonic clock. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.health;
