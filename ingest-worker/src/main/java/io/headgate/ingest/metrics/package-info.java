/** What a worker tells monitoring systems of itself: every meter, and the two things that have to be asked for, lag and health. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.metrics;
