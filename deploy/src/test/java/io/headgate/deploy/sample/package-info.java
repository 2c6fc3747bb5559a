/** The sample that the Compose file produces, and the graph that it becomes. */
@org.jspecify.annotations.NullMarked
package io.headgate.deploy.sample;
