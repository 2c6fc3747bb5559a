/** What the bench's commands have in common: how they are started, what they print, and how they start others. */
@org.jspecify.annotations.NullMarked
package io.headgate.bench.launch;
