/** The process that maintains: takes requests, works on one table at a time, and looks at all of them every now and then. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.maintain.work;
