package io.headgate.engine.write;

/**
 * One record of a log that is written to a graph of the schema of {@link Batches}.
 *
 * @param id of the person, or of the edge ({@code source>target}), or empty
 * @param text the name, or what is wrong with the record, or empty
 */
record LogRecord(Kind kind, String id, String text) {

    enum Kind {
        PERSON,
        GONE,
        FOLLOWS,
        UNUSABLE
    }

    static LogRecord person(String id, Object name) {
        return new LogRecord(Kind.PERSON, id, name.toString());
    }

    static LogRecord gone(String id) {
        return new LogRecord(Kind.GONE, id, "");
    }

    static LogRecord follows(String source, String target) {
        return new LogRecord(Kind.FOLLOWS, source + ">" + target, "");
    }

    static LogRecord unusable(String message) {
        return new LogRecord(Kind.UNUSABLE, "", message);
    }
}
