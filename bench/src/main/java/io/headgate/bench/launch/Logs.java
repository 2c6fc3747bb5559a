package io.headgate.bench.launch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this process logs, and what its children have. */
public final class Logs {

    private static final int LINES_OF_TAIL = 30;

    private Logs() {}

    /** Leaves out what Headgate's code in this process says below that level. */
    public static void ours(Level level) {
        context().getLogger("io.headgate").setLevel(level);
    }

    /** Leaves out what all other code says below that level. */
    public static void others(Level level) {
        context().getLogger(Logger.ROOT_LOGGER_NAME).setLevel(level);
    }

    /** Leaves out everything, whatever the configuration says. */
    public static void none() {
        context().reset();
        others(Level.OFF);
    }

    /** The last lines of a file. */
    public static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_TAIL), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
