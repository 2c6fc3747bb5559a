/** A small HTTP server for machines that watch. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.http;
