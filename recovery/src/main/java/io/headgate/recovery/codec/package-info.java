/** Values to JSON text and back; strict both ways, no I/O. */
@org.jspecify.annotations.NullMarked
package io.headgate.recovery.codec;
