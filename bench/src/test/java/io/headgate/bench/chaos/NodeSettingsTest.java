package io.headgate.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.bench.chaos.NodeSettings.ClientListener;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NodeSettingsTest {

    private static final int INTERNAL = 9_100;

    private final Properties settings = NodeSettings.of(
            1,
            Path.of("home"),
            List.of(9_000, 9_001, 9_002),
            INTERNAL,
            List.of(new ClientListener(9_200, 7_200), new ClientListener(9_201, 7_201)));

    @Test
    void clientsAreToldOfTheirProxiesOnly() {
        assertThat(ports("advertised.listeners"))
                .isEqualTo(Map.of("INTERNAL", INTERNAL, "CLIENT0", 7_200, "CLIENT1", 7_201));
    }

    @Test
    void proxiesLeadToAListenerForEachClient() {
        assertThat(ports("listeners"))
                .isEqualTo(Map.of("CONTROLLER", 9_001, "INTERNAL", INTERNAL, "CLIENT0", 9_200, "CLIENT1", 9_201));
    }

    private Map<String, Integer> ports(String key) {
        return Arrays.stream(settings.getProperty(key).split(","))
                .collect(Collectors.toMap(
                        listener -> listener.substring(0, listener.indexOf(':')),
                        listener -> Integer.valueOf(listener.substring(listener.lastIndexOf(':') + 1))));
    }
}
