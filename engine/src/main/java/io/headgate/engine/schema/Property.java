package io.headgate.engine.schema;

/**
 * One declared property of a node or edge type: one column of its table, with the same name.
 *
 * @param nullable whether a record may leave it out or give null
 */
public record Property(String name, PropertyType type, boolean nullable) {}
