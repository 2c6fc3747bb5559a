/** The failures that callers can tell apart, as one sealed hierarchy with typed fields. */
@org.jspecify.annotations.NullMarked
package io.headgate.recovery.error;
