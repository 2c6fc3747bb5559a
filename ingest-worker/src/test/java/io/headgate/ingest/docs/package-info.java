/** Keeps the generated pages of the documentation equal to the code. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.docs;
