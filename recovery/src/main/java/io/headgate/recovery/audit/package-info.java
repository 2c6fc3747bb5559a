/** What is kept of every recovery. */
@org.jspecify.annotations.NullMarked
package io.headgate.recovery.audit;
