package io.headgate.ingest.source;

import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** Which of a client's settings Kafka does not accept, when that is why it does not serve the client. */
final class Denial {

    private static final String SECTION = "kafka.";

    private Denial() {}

    /** The setting to look at; empty when the failure is of another kind, and the next time may be different. */
    static Optional<String> settingIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> setting = setting(cause);
            if (setting.isPresent()) {
                return setting.map(SECTION::concat);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> setting(Throwable failure) {
        if (failure instanceof UnsupportedSaslMechanismException) {
            return Optional.of(SaslConfigs.SASL_MECHANISM);
        }
        if (failure instanceof IllegalSaslStateException) {
            return Optional.of(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
        }
        if (failure instanceof SslAuthenticationException) {
            return Optional.of(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
        }
        // With a cause it did not come from the broker: who hands out tickets or tokens may be away.
        return failure instanceof SaslAuthenticationException && failure.getCause() == null
                ? Optional.of(SaslConfigs.SASL_JAAS_CONFIG)
                : Optional.empty();
    }
}
