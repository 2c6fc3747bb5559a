package io.headgate.bench.scaling;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** Switches off what writers log about each other: that they contend is the point, and what comes of it is counted. */
final class Quiet {

    private Quiet() {}

    static void contention() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger("io.headgate").setLevel(Level.ERROR);
    }
}
