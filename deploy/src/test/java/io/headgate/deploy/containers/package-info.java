/** The worker against servers in containers; skipped where there are none. */
@org.jspecify.annotations.NullMarked
package io.headgate.deploy.containers;
