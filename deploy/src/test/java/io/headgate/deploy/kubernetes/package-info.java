/** The Helm chart, rendered by Helm and read as Kubernetes would read it. */
@org.jspecify.annotations.NullMarked
package io.headgate.deploy.kubernetes;
