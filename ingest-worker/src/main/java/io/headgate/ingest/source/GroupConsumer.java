package io.headgate.ingest.source;

import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.SourceUnavailable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes and closes the consumer that a worker is in its group with. */
final class GroupConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(GroupConsumer.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private GroupConsumer() {}

    /**
     * A consumer that has joined nothing yet.
     *
     * @throws BadConfiguration when Kafka's client refuses a setting
     * @throws SourceUnavailable when the brokers' names are not known
     */
    static Consumer<ByteBuffer, ByteBuffer> connect(Map<String, String> kafka) {
        try {
            return new KafkaConsumer<>(ClientSettings.forConsumer(kafka));
        } catch (KafkaException e) {
            throw ClientFailure.of("consumer", kafka, e);
        }
    }

    /** Leaves the group; a failure is only logged. */
    static void close(Consumer<?, ?> consumer) {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
        } catch (KafkaException e) {
            LOG.warn("consumer not closed in good order reason={}", e.toString());
        }
    }

    static SourceUnavailable unavailable(String operation, RuntimeException cause) {
        Optional<String> refused = Denial.settingIn(cause);
        return new SourceUnavailable(
                operation,
                refused,
                "Kafka could not serve the worker (" + operation + "): " + cause.getMessage()
                        + refused.map(setting -> "; check " + setting).orElse(""),
                cause);
    }
}
