package io.headgate.ingest.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Lets only warnings through while the demo shows its own lines. */
final class DemoLogging {

    private final Map<Logger, @Nullable Level> before = new LinkedHashMap<>();

    private DemoLogging() {}

    /** Does the work, and puts back the levels at its end. */
    static <T> T quietly(Supplier<T> work) {
        DemoLogging logging = new DemoLogging();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            logging.limit(context.getLogger("io.headgate"), Level.WARN);
            logging.limit(context.getLogger("org.apache.kafka"), Level.ERROR);
            logging.limit(context.getLogger("org.eclipse.jgit"), Level.ERROR);
        }
        try {
            return work.get();
        } finally {
            logging.before.forEach(Logger::setLevel);
        }
    }

    /** Leaves alone what somebody wants to see in detail. */
    private void limit(Logger logger, Level level) {
        before.put(logger, logger.getLevel());
        if (logger.getEffectiveLevel().isGreaterOrEqual(Level.INFO)) {
            logger.setLevel(level);
        }
    }
}
