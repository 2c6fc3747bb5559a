/** The launcher script, with stand-ins for Maven and Java. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.launcher;
