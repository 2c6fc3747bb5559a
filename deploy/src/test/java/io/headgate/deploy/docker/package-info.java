/** What the image of the worker is made of. */
@org.jspecify.annotations.NullMarked
package io.headgate.deploy.docker;
