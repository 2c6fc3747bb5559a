/** Typed identities: an id that crosses a seam is never a bare string or number. */
@org.jspecify.annotations.NullMarked
package io.headgate.recovery.id;
