package io.headgate.engine.table;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What to read of a table.
 *
 * @param columns names of the columns in the order wanted; empty means all of them
 * @param filter a SQL condition on the columns in the substrate's dialect (DataFusion); the in-memory twin has none and
 *     refuses it
 * @param limit the most rows to return
 */
public record ScanRequest(List<String> columns, Optional<String> filter, OptionalLong limit) {

    public static final ScanRequest ALL = new ScanRequest(List.of(), Optional.empty(), OptionalLong.empty());

    public ScanRequest {
        columns = List.copyOf(columns);
    }

    public static ScanRequest columns(String... columns) {
        return new ScanRequest(List.of(columns), Optional.empty(), OptionalLong.empty());
    }
}
