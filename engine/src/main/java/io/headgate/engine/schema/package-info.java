/** The schema language: what a .pg file declares, as values, and the Arrow schemas that follow from it. */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.schema;
