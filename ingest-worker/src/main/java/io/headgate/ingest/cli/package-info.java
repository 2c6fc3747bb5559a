/** The command line. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.cli;
