package io.headgate.engine.maintain;

import io.headgate.engine.schema.DeclaredIndex;

/**
 * How far a declared index is.
 *
 * @param index what is declared
 * @param segments number of its segments; 0 when it was never built
 * @param coveredRows number of rows that it knows
 */
public record IndexStatus(DeclaredIndex index, int segments, long coveredRows) {}
