/** The intent: all that a commit needs, written down before any table moves. */
@org.jspecify.annotations.NullMarked
package io.headgate.recovery.intent;
