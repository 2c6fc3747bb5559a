package io.headgate.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.junit.jupiter.api.Test;

final class DenialTest {

    @Test
    void eachRefusalHasASettingToLookAt() {
        assertThat(Denial.settingIn(new SaslAuthenticationException("no"))).hasValue("kafka.sasl.jaas.config");
        assertThat(Denial.settingIn(new UnsupportedSaslMechanismException("no")))
                .hasValue("kafka.sasl.mechanism");
        assertThat(Denial.settingIn(new IllegalSaslStateException("no"))).hasValue("kafka.security.protocol");
        assertThat(Denial.settingIn(new SslAuthenticationException("no", new SSLHandshakeException("no"))))
                .hasValue("kafka.ssl.truststore.location");
    }

    @Test
    void aRefusalIsFoundWhateverItIsWrappedIn() {
        assertThat(Denial.settingIn(new KafkaException(new ExecutionException(new SaslAuthenticationException("no")))))
                .hasValue("kafka.sasl.jaas.config");
    }

    @Test
    void whatMayBeDifferentTheNextTimeIsNone() {
        assertThat(Denial.settingIn(new TimeoutException("later"))).isEmpty();
        assertThat(Denial.settingIn(new SaslAuthenticationException("no token", new IOException("away"))))
                .isEmpty();
    }
}
