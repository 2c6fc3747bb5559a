package io.headgate.engine.verify;

import io.headgate.recovery.error.FailureKind;
import java.util.Optional;

/**
 * Something that does not hold.
 *
 * @param kind {@code CONFLICT} when a table was moved by other hands and only that, else {@code STORAGE}
 * @param object key of the object, or directory of the table, relative to the graph
 * @param table the table, such as {@code node:Person}
 * @param version of the table if there is one, else of the graph
 * @param message what was found
 * @param advice what to do
 */
public record Problem(
        FailureKind kind,
        String object,
        Optional<String> table,
        Optional<Long> version,
        String message,
        String advice) {

    static Problem ofObject(String object, String message, String advice) {
        return new Problem(FailureKind.STORAGE, object, Optional.empty(), Optional.empty(), message, advice);
    }

    static Problem ofVersion(String object, long version, String message, String advice) {
        return new Problem(FailureKind.STORAGE, object, Optional.empty(), Optional.of(version), message, advice);
    }

    static Problem ofTable(TableRef table, long version, String message, String advice) {
        return new Problem(
                FailureKind.STORAGE,
                table.path().value(),
                Optional.of(table.name()),
                Optional.of(version),
                message,
                advice);
    }

    static Problem drift(TableRef table, long version, String message, String advice) {
        return new Problem(
                FailureKind.CONFLICT,
                table.path().value(),
                Optional.of(table.name()),
                Optional.of(version),
                message,
                advice);
    }
}
