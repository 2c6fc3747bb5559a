/** Graph versions: what one names, how it is written and found. */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.manifest;
