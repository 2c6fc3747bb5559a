/** The seam to small text objects: graph versions, intents, schemas. Local disk and the in-memory twin. */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.object;
