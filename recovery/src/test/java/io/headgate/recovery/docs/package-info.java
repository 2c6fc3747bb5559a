/** Pages that are made from the code. */
@org.jspecify.annotations.NullMarked
package io.headgate.recovery.docs;
