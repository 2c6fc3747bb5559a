/** Tests of what Headgate is deployed with. */
@org.jspecify.annotations.NullMarked
package io.headgate.deploy;
