package io.headgate.ingest.source;

import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.SourceUnavailable;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/**
 * Why Kafka's library made no client: its settings are wrong, or nobody knows the brokers' names, which is how it looks before
 * they are started where names come and go with the machines.
 */
public final class ClientFailure {
    private static final Pattern SERVER = Pattern.compile("\\[?(.+?)]?:\\d+");

    private ClientFailure() {}

    public static HeadgateException of(String client, Map<String, String> kafka, KafkaException failure) {
        String servers = kafka.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
        Optional<ConfigException> refused = refusal(failure);
        if (refused.isPresent() && !nobodyKnows(servers)) {
            return new BadConfiguration(
                    "kafka",
                    "Kafka's " + client + " refuses its settings: "
                            + refused.get().getMessage(),
                    failure);
        }
        return new SourceUnavailable(
                "connect",
                "cannot make a Kafka " + client + " for '" + servers + "': "
                        + refused.map(Throwable::getMessage).orElseGet(failure::getMessage)
                        + "; check kafka.bootstrap.servers and whether its names can be resolved",
                failure);
    }

    private static Optional<ConfigException> refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }

    private static boolean nobodyKnows(String servers) {
        return Arrays.stream(servers.split(",")).map(String::strip).allMatch(server -> {
            Matcher parts = SERVER.matcher(server);
            return parts.matches() && new InetSocketAddress(parts.group(1), 0).isUnresolved();
        });
    }
}
