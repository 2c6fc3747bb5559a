/** From a record's bytes into Arrow vectors, in one pass. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.decode;
