/** The write path: stage, arm, commit, publish, disarm. */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.write;
