/** Copies of graphs, made while they are written to. */
@org.jspecify.annotations.NullMarked
package io.headgate.deploy.backup;
