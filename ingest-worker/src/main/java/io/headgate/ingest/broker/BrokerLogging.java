package io.headgate.ingest.broker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Keeps the broker's own chatter out of a process whose log is about something else. */
final class BrokerLogging {

    private static final List<String> SERVER_PACKAGES = List.of(
            "kafka",
            "state.change.logger",
            // Warns at every shutdown that the broker closed a connection to itself twice.
            "org.apache.kafka.clients.NetworkClient",
            "org.apache.kafka.controller",
            "org.apache.kafka.coordinator",
            "org.apache.kafka.image",
            "org.apache.kafka.metadata",
            "org.apache.kafka.network",
            "org.apache.kafka.queue",
            "org.apache.kafka.raft",
            "org.apache.kafka.server",
            "org.apache.kafka.snapshot",
            "org.apache.kafka.storage",
            "org.apache.kafka.timeline",
            "org.apache.kafka.common.network");

    private BrokerLogging() {}

    /** Leaves alone what a configuration has set. */
    static void quieten() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            for (String name : SERVER_PACKAGES) {
                Logger logger = context.getLogger(name);
                if (logger.getLevel() == null) {
                    logger.setLevel(Level.ERROR);
                }
            }
        }
    }

    /** For a process that is nothing but a broker. */
    static void onlyWarnings() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        }
    }
}
