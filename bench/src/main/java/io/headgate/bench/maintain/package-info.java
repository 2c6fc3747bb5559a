/** What maintenance is good for over many commits, and what it costs those who write meanwhile. */
@org.jspecify.annotations.NullMarked
package io.headgate.bench.maintain;
