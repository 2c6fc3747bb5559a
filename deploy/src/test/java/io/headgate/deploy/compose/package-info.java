/** The Compose file and what it starts. */
@org.jspecify.annotations.NullMarked
package io.headgate.deploy.compose;
