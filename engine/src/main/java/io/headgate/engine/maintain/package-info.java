/** Keeps tables fast: decides which fragments to rewrite and which indexes to build, and has it done beside the writers. */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.maintain;
